import type { FolioPiece } from '#core/view/portfolio.ts';
import type { Portfolio } from '#core/portfolio/types.ts';

/** A picture of a book, as JPEG. */
export interface Plate {
  bytes: Uint8Array;
  width: number;
  height: number;
  alt: string;
  caption: string | null;
}

/** A piece with what is printed of it. */
export interface BookPiece {
  piece: FolioPiece;
  plates: Plate[];
  /** The picture it began as, where it shows the same frame. */
  before: Plate | null;
}

/** A portfolio as others see it, with all that its PDF prints. */
export interface Book {
  portfolio: Portfolio;
  school: string;
  /** Address of its page. */
  url: string;
  at: number;
  certificates: readonly { title: string; issued: string; url: string }[];
  pieces: readonly BookPiece[];
}
