import { say } from '../report/words.ts';
import type { NamedFrame } from '../sets/labels.ts';
import type { Words } from '../types.ts';
import type { Looked } from './look.ts';

/** Several files that show no frames of a set, named in the order in which they came; none for a single one. */
export const namedFiles = (files: readonly Looked[], words: Words): NamedFrame[] =>
  files.length < 2
    ? []
    : files.map(({ facts: { name: title } }, i) => ({
        name: `picture-${i + 1}`,
        title,
        label: say(words, 'set.file', { n: i + 1, title }),
      }));
