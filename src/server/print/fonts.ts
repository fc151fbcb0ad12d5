import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';
import { runsOf, type Runs } from './runs.ts';

const FOLDER = new URL('./fonts/', import.meta.url);

/**
 * What is drawn on the server is set in these roles. Each begins with its own design, whose letters lie in several files;
 * words that it has not go to the next one, which has Vietnamese, Greek and Cyrillic.
 */
const ROLES = {
  serif: [['newsreader', 'newsreader-ext'], ['source-serif'], ['inter']],
  italic: [
    ['newsreader-italic', 'newsreader-italic-ext', 'newsreader-italic-vietnamese'],
    ['source-serif-italic'],
    ['inter'],
  ],
  sans: [['instrument-sans', 'instrument-sans-ext'], ['inter']],
  medium: [['instrument-sans-medium', 'instrument-sans-medium-ext'], ['inter-medium']],
} as const;

export type Role = keyof typeof ROLES;
/** The name of a file in `fonts/`. */
export type Face = (typeof ROLES)[Role][number][number];

export interface Fonts {
  readonly faces: readonly Face[];
  bytes(face: Face): Buffer;
  font(face: Face): Font;
  /** The face that a role's plain letters are of. */
  first(role: Role): Face;
  /** A text in pieces, each with the face that has its letters, and the letters that none has. */
  runs(role: Role, text: string): Runs<Face>;
}

let loaded: Promise<Fonts> | null = null;

/** Read once a process. */
export const fonts = (): Promise<Fonts> => (loaded ??= load());

async function load(): Promise<Fonts> {
  const faces = [...new Set<Face>(Object.values(ROLES).flat(2))];
  const files = new Map(
    await Promise.all(
      faces.map(async (face) => {
        const bytes = await readFile(new URL(`${face}.ttf`, FOLDER));
        // `create` also opens collections; these files hold one font each.
        return [face, { bytes, font: create(bytes) as Font }] as const;
      }),
    ),
  );
  const font = (face: Face) => files.get(face)!.font;
  return {
    faces,
    bytes: (face) => files.get(face)!.bytes,
    font,
    first: (role) => ROLES[role][0][0],
    runs: (role, text) =>
      runsOf(text, ROLES[role], (face, letter) => font(face).hasGlyphForCodePoint(letter.codePointAt(0)!)),
  };
}
