import { problem } from './reading.ts';
import { DIALECT_NAMES, type Dialect, type SyntaxProblem } from './types.ts';

interface Form {
  /** Shown to the learner. */
  form: string;
  /** Whose it is. */
  of: Dialect;
  pattern: RegExp;
  /** Where it means nothing; a warning where the signs may be meant as they stand. */
  errorIn: readonly Dialect[];
  warnIn?: readonly Dialect[];
}

const FORMS: readonly Form[] = [
  {
    form: '(words:1.3)',
    of: 'a1111',
    pattern: /(?<!\\)\([^()]{1,200}:\s{0,9}[+-]?\d{0,9}\.?\d{1,9}\s{0,9}\)/g,
    errorIn: ['invokeai', 'novelai', 'midjourney', 'natural'],
  },
  {
    form: '((words))',
    of: 'a1111',
    pattern: /(?<!\\)\(\([^()]{1,200}\)\)/g,
    errorIn: ['novelai', 'midjourney', 'natural'],
  },
  {
    form: '[words]',
    of: 'a1111',
    pattern: /(?<!\\)\[[^[\]]{1,200}\]/g,
    errorIn: [],
    warnIn: ['comfyui', 'midjourney', 'natural'],
  },
  {
    form: '<lora:name:1>',
    of: 'a1111',
    pattern: /<(?:lora|lyco|hypernet):[^<>]{1,200}>/g,
    errorIn: ['comfyui', 'invokeai', 'novelai', 'midjourney', 'natural'],
  },
  {
    form: 'BREAK',
    of: 'a1111',
    pattern: /(?<![\p{L}\p{N}_])BREAK(?![\p{L}\p{N}_])/gu,
    errorIn: [],
    warnIn: ['comfyui', 'invokeai', 'novelai', 'midjourney', 'natural'],
  },
  {
    form: 'words++',
    of: 'invokeai',
    pattern: /[\p{L}\p{N}]\+\+|\)\+/gu,
    errorIn: ['a1111', 'comfyui', 'novelai', 'midjourney', 'natural'],
  },
  {
    form: '(words)1.3',
    of: 'invokeai',
    pattern: /\)\d{0,3}\.\d{1,9}/g,
    errorIn: ['a1111', 'comfyui', 'novelai', 'midjourney', 'natural'],
  },
  {
    form: '{words}',
    of: 'novelai',
    pattern: /(?<!\\)\{[^{}]{1,200}\}/g,
    errorIn: [],
    warnIn: ['a1111', 'invokeai', 'natural'],
  },
  {
    form: '1.3::words::',
    of: 'novelai',
    pattern: /(?<![\p{L}\p{N}.])-?\d{0,3}\.?\d{1,9}::/gu,
    errorIn: ['a1111', 'comfyui', 'invokeai', 'natural'],
    warnIn: ['midjourney'],
  },
  {
    form: 'words::2',
    of: 'midjourney',
    pattern: /(?<=[\p{L})\]"'])::/gu,
    errorIn: ['a1111', 'comfyui', 'invokeai', 'natural'],
  },
  {
    form: '--parameter',
    of: 'midjourney',
    pattern: /(?<![^\s])(?:--|—)[a-z]{1,12}(?![\p{L}-])/gu,
    errorIn: ['a1111', 'comfyui', 'invokeai', 'novelai', 'natural'],
  },
];

/** Signs of other dialects that this one takes as plain text. */
export function foreignIn(source: string, dialect: Dialect, from = 0, to = source.length): SyntaxProblem[] {
  const text = source.slice(from, to);
  return FORMS.flatMap(({ form, of, pattern, errorIn, warnIn }) => {
    const severity = errorIn.includes(dialect) ? 'error' : warnIn?.includes(dialect) ? 'warning' : null;
    if (!severity) return [];
    return [...text.matchAll(pattern)].map(({ index, 0: match }) =>
      problem('foreign', severity, from + index, from + index + match.length, {
        form,
        of: DIALECT_NAMES[of],
      }),
    );
  });
}
