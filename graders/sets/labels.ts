import { say } from '../report/words.ts';
import type { Exercise, Words } from '../types.ts';

/** A frame of a set as the report calls it: its name in data, its label in sentences. */
export interface NamedFrame {
  name: string;
  title: string;
  /** "Frame 3, mint". */
  label: string;
}

/** Words around the pictures of a set, in `content/feedback/sets.yaml`. */
export const SET_CODES: Readonly<Record<string, readonly string[]>> = {
  'set.frame': ['n', 'title'],
  'set.file': ['n', 'title'],
  'set.at-frame': ['frame', 'text'],
  'set.about-file': ['file', 'text'],
};

/** The frames of a set by name; none for a single picture. */
export const namedFrames = ({ frames }: Exercise, words: Words): NamedFrame[] =>
  frames.map(({ name, title }, i) => ({
    name,
    title,
    label: say(words, 'set.frame', { n: i + 1, title }),
  }));

/** A sentence on one frame, in front of which that frame is named. */
export const atFrame = (text: string, { label }: NamedFrame, words: Words): string =>
  say(words, 'set.at-frame', { frame: label, text });
