import type { Fault, FaultCode } from '../pixels/types.ts';
import type { Words } from '../types.ts';
import type { Problem } from './schema.ts';
import { say } from './words.ts';

/** Every fault's code and the params its sentences may use. */
export const PROBLEM_CODES: Readonly<Record<FaultCode, readonly string[]>> = {
  'no-file': [],
  'too-many-files': ['count'],
  'empty-file': ['file'],
  'too-large': ['file', 'size', 'limit'],
  'not-an-image': ['file', 'accepted'],
  'format-not-accepted': ['file', 'found', 'accepted'],
  truncated: ['file'],
  damaged: ['file'],
  'too-many-pixels': ['file', 'width', 'height', 'limit'],
  animated: ['file'],
  cmyk: ['file'],
  'too-small': ['width', 'height', 'minWidth'],
  'wrong-aspect': ['width', 'height', 'wantedWidth', 'wantedHeight', 'aspect'],
  turned: ['width', 'height', 'wantedWidth', 'wantedHeight'],
  'wrong-size': ['width', 'height', 'wantedWidth', 'wantedHeight'],
  'another-picture': [],
  'frame-changed': ['shift', 'angle', 'scale'],
};

/** The sentences of a refused file. */
export function problemOf({ code, params }: Fault, words: Words): Problem {
  const part = (name: string): string => say(words, `problem.${code}.${name}`, params);
  return { code, title: part('title'), text: part('text'), hint: part('hint') };
}
