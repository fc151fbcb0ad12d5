import type { ShownPiece } from './types.ts';

/** A picture of a piece in the size of its file. */
export interface PiecePicture {
  /** Counted from 1 within its piece. */
  n: number;
  sha256: string;
  width: number;
  height: number;
  /** In a set: what the frame is called. */
  title: string | null;
}

/** The pictures a piece shows; none where the work is a text. */
export function picturesOf({ piece, attempt }: ShownPiece): PiecePicture[] {
  if (piece.kind === 'own') {
    const { sha256, width, height } = piece.own;
    return [{ n: 1, sha256, width, height, title: null }];
  }
  const files = attempt?.report?.prompt ? [] : (attempt?.report?.submission ?? []);
  const frames = attempt?.report?.frames;
  const order = frames ? frames.map(({ file }) => file) : files.map((_, index) => index);
  return order.flatMap((index, place) => {
    const file = files[index];
    if (!file) return [];
    const { sha256, width, height } = file;
    return [{ n: place + 1, sha256, width, height, title: frames?.[place]?.title ?? null }];
  });
}

const WIDTHS = [480, 960, 1600, 2400];

/** The widths a picture is offered in, ascending; a picture smaller than all of them in its own. */
export function widthsOf({ width }: Pick<PiecePicture, 'width'>): number[] {
  const smaller = WIDTHS.filter((one) => one <= width);
  const own = width < WIDTHS.at(-1)! && !smaller.includes(width) && width > (smaller.at(-1) ?? 0) * 1.2;
  return own ? [...smaller, width] : smaller;
}

/** 1200 × 630, as places that show links ask for it. */
export const CARD = { width: 1200, height: 630 };

const FILE = /^(\d{1,2})-(\d{2,4})\.webp$/;

/** What a file below a piece's address asks for: a picture at one of its widths, or the card of the link. */
export function wantedFile(
  name: string,
  pictures: readonly PiecePicture[],
): { picture: PiecePicture; width: number; card: boolean } | null {
  if (name === 'card.jpg') {
    const [first] = pictures;
    return first ? { picture: first, width: CARD.width, card: true } : null;
  }
  const [, n, width] = FILE.exec(name) ?? [];
  const picture = pictures.find((one) => one.n === Number(n));
  if (!picture || !widthsOf(picture).includes(Number(width))) return null;
  return { picture, width: Number(width), card: false };
}

export const pictureAddress = (handle: string, piece: string, n: number, width: number): string =>
  `/p/${handle}/${piece}/${n}-${width}.webp`;

export const cardAddress = (handle: string, piece: string): string => `/p/${handle}/${piece}/card.jpg`;
