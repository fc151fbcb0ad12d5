import type { SharedSolution } from '../gallery/types.ts';
import { shownFile } from '../shown-files.ts';
import { day } from './words.ts';

/** A shared solution as the gallery shows it. */
export interface GalleryEntry {
  id: string;
  by: string;
  note: string;
  /** "94 of 100, 23 Nov 2026". */
  facts: string;
  pictures: { src: string; alt: string; width: number; height: number }[];
  /** Of a text exercise. */
  text: string | null;
  own: boolean;
  hiddenReason: string | null;
  flags: string[];
}

const UNNAMED = 'A learner of this school';

export function galleryEntry(solution: SharedSolution): GalleryEntry {
  const { attempt, by, own, note, hiddenReason, flags, sharedAt } = solution;
  const { report } = attempt;
  const name = own ? 'You' : (by ?? UNNAMED);
  const files = report?.prompt ? [] : (report?.submission ?? []);
  return {
    id: attempt.id,
    by: own && by === null ? 'You, without your name' : name,
    note,
    facts: `${attempt.verdict.score ?? 0} of 100, ${day(sharedAt)}`,
    pictures: files.map(({ width, height }, index) => ({
      src: `/api/gallery/${attempt.id}/${shownFile(index)}`,
      alt: files.length > 1 ? `Picture ${index + 1} by ${name}` : `The picture by ${name}`,
      width,
      height,
    })),
    text: report?.prompt?.text ?? null,
    own,
    hiddenReason,
    flags,
  };
}
