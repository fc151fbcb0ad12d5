import { rounded } from '../criteria/direction.ts';
import type { Registration } from '../align/types.ts';
import type { Inspected } from '../pixels/inspect.ts';
import type { Params } from './schema.ts';

export interface Note {
  code: string;
  params: Params;
}

/** Every note's code and the params its text may use. */
export const NOTE_CODES: Readonly<Record<string, readonly string[]>> = {
  'note.profile-converted': ['profile'],
  'note.gamma-overlooked': [],
  'note.depth-reduced': ['depth'],
  'note.turned-by-exif': [],
  'note.alpha-flattened': [],
  'note.resized': ['width', 'height', 'frameWidth', 'frameHeight'],
  'note.aligned': ['shift', 'angle'],
  'note.misplaced': ['shift', 'angle'],
  'note.order': ['order'],
};

/** What was done to the file before it was compared; none of it costs points. */
export function notesOf(
  { facts, convert, asksForGamma, orientation, transparent }: Inspected,
  registration: Registration,
  frame: { width: number; height: number },
  alphaJudged: boolean,
): Note[] {
  const notes: Note[] = [];
  if (convert) notes.push({ code: 'note.profile-converted', params: { profile: facts.profile } });
  if (asksForGamma) notes.push({ code: 'note.gamma-overlooked', params: {} });
  if (facts.bitDepth > 8) notes.push({ code: 'note.depth-reduced', params: { depth: facts.bitDepth } });
  if (orientation !== 1) notes.push({ code: 'note.turned-by-exif', params: {} });
  if (transparent && !alphaJudged) notes.push({ code: 'note.alpha-flattened', params: {} });
  const { width, height } = facts;
  if (registration.state !== 'mapped' && (width !== frame.width || height !== frame.height))
    notes.push({
      code: 'note.resized',
      params: { width, height, frameWidth: frame.width, frameHeight: frame.height },
    });
  const params = {
    shift: rounded(Math.hypot(registration.dx, registration.dy)),
    angle: Math.round(Math.abs(registration.angle) * 100) / 100,
  };
  if (registration.state === 'aligned') notes.push({ code: 'note.aligned', params });
  if (registration.state === 'as-is' && (params.shift > 1 || params.angle > 0.2))
    notes.push({ code: 'note.misplaced', params });
  return notes;
}

/** That files which came in another order than the frames were put in theirs; nothing when they came in it. */
export function orderNote(
  order: readonly number[],
  names: readonly { file: string; frame: string }[],
): Note[] {
  if (order.every((file, i) => file === i)) return [];
  const told = names.map(({ file, frame }) => `${file} is ${frame}`);
  return [{ code: 'note.order', params: { order: told.join('; ') } }];
}
