import type { Exercise } from '../types.ts';

/** How many files are handed in, and the most bytes that each may have. A code point of UTF-8 has at most four. */
export function uploadOf({ spec, frames }: Pick<Exercise, 'spec' | 'frames'>): {
  count: number;
  maxBytes: number;
} {
  const { submission } = spec;
  switch (submission.kind) {
    case 'text':
      return { count: 1, maxBytes: 4 * submission.maxCharacters + BOM };
    case 'generated':
      return { count: submission.count, maxBytes: submission.maxBytes };
    default:
      return { count: Math.max(1, frames.length), maxBytes: submission.maxBytes };
  }
}

/** Bytes of a byte order mark. */
const BOM = 3;
