/** Letters that one face has. */
export interface Run<Face> {
  face: Face;
  text: string;
}

export interface Runs<Face> {
  runs: Run<Face>[];
  /** Letters that no face has. */
  missing: string[];
}

/** Stands for a letter that no face has. */
export const UNKNOWN = '□';

/** They join or vary what stands beside them and are nothing by themselves. */
const UNSEEN = /^[\p{Cf}\p{Cc}\p{Variation_Selector}]$/u;
/** Pictures among letters; what colours one is nothing without it. */
const PICTOGRAPH = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u;

/**
 * A text in pieces, each with a face that has its letters. A word is set in the first of the `designs` that has all of it:
 * it is not patched together out of two unless none has it whole. Pictographs are left out, other letters that no face has
 * stand as `□`; both are `missing`.
 */
export function runsOf<Face>(
  text: string,
  designs: readonly (readonly Face[])[],
  has: (face: Face, letter: string) => boolean,
): Runs<Face> {
  const all = designs.flat();
  const runs: Run<Face>[] = [];
  const missing = new Set<string>();
  const add = (face: Face, piece: string) => {
    const last = runs.at(-1);
    if (last?.face === face) last.text += piece;
    else if (piece !== '') runs.push({ face, text: piece });
  };
  for (const word of text.normalize('NFC').replace(/\s+/g, ' ').split(/( )/)) {
    const letters = [...word].filter((letter) => !UNSEEN.test(letter));
    const whole = designs.find((design) =>
      letters.every((letter) => design.some((face) => has(face, letter))),
    );
    for (const letter of letters) {
      const face = (whole ?? all).find((one) => has(one, letter));
      if (face !== undefined) {
        // A space belongs to the word before it.
        add(letter === ' ' ? (runs.at(-1)?.face ?? face) : face, letter);
        continue;
      }
      missing.add(letter);
      const box = all.find((one) => has(one, UNKNOWN));
      if (box !== undefined && !PICTOGRAPH.test(letter)) add(box, UNKNOWN);
    }
  }
  return { runs, missing: [...missing] };
}
