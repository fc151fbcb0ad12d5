import type { Fault, FaultCode } from '../pixels/types.ts';
import type { Words } from '../types.ts';
import type { Problem } from './schema.ts';
import { say } from './words.ts';

/** Every fault's code and the params its sentences may use. */
export const PROBLEM_CODES: Readonly<Record<FaultCode, readonly string[]>> = {
  'no-file': [],
  'too-many-files': ['count'],
  'wrong-count': ['count', 'wanted', 'frames'],
  'wrong-number': ['count', 'wanted'],
  'same-file-twice': ['first', 'second'],
  'frame-twice': ['first', 'second', 'frame', 'missing'],
  'foreign-picture': ['file'],
  'empty-file': ['file'],
  'too-large': ['file', 'size', 'limit'],
  'not-an-image': ['file', 'accepted'],
  'format-not-accepted': ['file', 'found', 'accepted'],
  truncated: ['file'],
  damaged: ['file'],
  'too-many-pixels': ['file', 'width', 'height', 'limit'],
  animated: ['file'],
  cmyk: ['file'],
  'unusual-profile': ['file', 'profile'],
  'too-small': ['width', 'height', 'minWidth'],
  'wrong-aspect': ['width', 'height', 'wantedWidth', 'wantedHeight', 'aspect'],
  turned: ['width', 'height', 'wantedWidth', 'wantedHeight'],
  'wrong-size': ['width', 'height', 'wantedWidth', 'wantedHeight'],
  'another-picture': [],
  'generated-too-small': ['file', 'width', 'height', 'minWidth', 'minHeight'],
  'frame-changed': ['shift', 'angle', 'scale'],
  'several-texts': ['count'],
  'empty-text': [],
  'text-too-long': ['characters', 'limit'],
  'not-utf8': ['file'],
  'control-characters': ['character', 'line'],
};

/** The sentences of a refused file. In a set they name the file, also where the words do not. */
export function problemOf({ code, params }: Fault, words: Words): Problem {
  const part = (name: string): string => say(words, `problem.${code}.${name}`, params);
  const named = params.file === undefined || PROBLEM_CODES[code].includes('file');
  const text = named
    ? part('text')
    : say(words, 'set.about-file', { file: params.file!, text: part('text') });
  return { code, title: part('title'), text, hint: part('hint') };
}
