import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';

const FOLDER = new URL('../fonts/', import.meta.url);

/** The typefaces by role. The italic, in which names stand, has its further Latin letters in files of their own. */
export const FACES = {
  serif: 'newsreader',
  italic: 'newsreader-italic',
  'italic-ext': 'newsreader-italic-ext',
  'italic-vietnamese': 'newsreader-italic-vietnamese',
  sans: 'instrument-sans',
  medium: 'instrument-sans-medium',
} as const;

export type Face = keyof typeof FACES;

const NAME_FACES: readonly Face[] = ['italic', 'italic-ext', 'italic-vietnamese'];

/** Letters that one face has. */
export interface NameRun {
  face: Face;
  text: string;
}

export interface Fonts {
  bytes(face: Face): Buffer;
  font(face: Face): Font;
  /** A name in pieces, each with the face that has its letters; null when a letter is in none. */
  nameRuns(name: string): NameRun[] | null;
}

let loaded: Promise<Fonts> | null = null;

/** Read once a process. */
export const fonts = (): Promise<Fonts> => (loaded ??= load());

async function load(): Promise<Fonts> {
  const faces = Object.entries(FACES) as [Face, string][];
  const files = new Map(
    await Promise.all(
      faces.map(async ([face, file]) => {
        const bytes = await readFile(new URL(`${file}.ttf`, FOLDER));
        // `create` also opens collections; these files hold one font each.
        return [face, { bytes, font: create(bytes) as Font }] as const;
      }),
    ),
  );
  const font = (face: Face) => files.get(face)!.font;
  return {
    bytes: (face) => files.get(face)!.bytes,
    font,
    nameRuns(name) {
      const runs: NameRun[] = [];
      for (const letter of name.normalize('NFC')) {
        const face = NAME_FACES.find((one) => font(one).hasGlyphForCodePoint(letter.codePointAt(0)!));
        if (!face) return null;
        const last = runs.at(-1);
        if (last?.face === face) last.text += letter;
        else runs.push({ face, text: letter });
      }
      return runs;
    },
  };
}
