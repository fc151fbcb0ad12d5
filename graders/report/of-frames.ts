import type { Examined } from '../examine.ts';
import type { Inspected } from '../pixels/inspect.ts';
import { atFrame, type NamedFrame } from '../sets/labels.ts';
import type { LaidOut } from '../sets/lay-out.ts';
import type { Words } from '../types.ts';
import { notesOf, orderNote, type Note } from './notes.ts';
import type { FileFacts, Report } from './schema.ts';
import { withSays } from './with-says.ts';
import { say } from './words.ts';

type Laid = Extract<LaidOut, { ok: true }>;

/** A frame's name where there is one: a single picture has none. */
export const nameOf = (frame: NamedFrame | undefined): { frame?: string } =>
  frame ? { frame: frame.name } : {};

/** The files in the order in which they came, those of a set with the frame they show. */
export const submitted = ({ files, order }: Laid, named: readonly NamedFrame[], words: Words): FileFacts[] =>
  files.map((file, i) => ({ ...withSays(file, words), ...nameOf(named[order.indexOf(i)]) }));

/** What was done to the files, frame by frame. */
export function notesOver(
  { files, order }: Laid,
  frames: readonly Examined[],
  named: readonly NamedFrame[],
  words: Words,
): Report['notes'] {
  const alphaJudged = frames[0]!.criteria.some(({ criterion }) =>
    criterion.reads.reference?.includes('alpha'),
  );
  const shown = order.map((file) => files[file]!);
  const names = order.map((file, i) => ({ file: files[file]!.facts.name, frame: named[i]?.title ?? '' }));
  return [
    ...orderNote(order, names).map((note) => told(note, words)),
    ...notesOfFiles(shown, frames, named, words, alphaJudged),
  ];
}

/** What was done to each file, which lies in the frame of the same index. */
export const notesOfFiles = (
  files: readonly Inspected[],
  frames: readonly Pick<Examined, 'frame' | 'registration'>[],
  named: readonly NamedFrame[],
  words: Words,
  alphaJudged = false,
): Report['notes'] =>
  frames.flatMap(({ registration, frame }, i) => {
    const at = named[i];
    return notesOf(files[i]!, registration, frame, alphaJudged)
      .map((note) => told(note, words))
      .map((note) => (at ? { ...note, text: atFrame(note.text, at, words), frame: at.name } : note));
  });

const told = ({ code, params }: Note, words: Words): Report['notes'][number] => ({
  code,
  params,
  text: say(words, code, params),
});
