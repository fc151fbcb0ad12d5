import { isFunctionWord } from '../facets/function-words.ts';
import type { Span } from '../dialects/types.ts';

/** "in the style of X", "by X Y", "à la X": whose manner is borrowed. At most so many signs are looked at behind it. */
const MANNER =
  /\b(?:in the (?:style|manner|spirit) of|(?:the )?style of|styled? after|inspired by|à la|a la|reminiscent of)\s+(?!(?:a|an|the|its|our|this|that)\b)((?:\p{L}[\p{L}'’.-]{0,30}\s{0,2}){1,3})/giu;
const BY =
  /\b(?:photograph(?:ed|y)?|painted|painting|art|artwork|shot|illustration|directed|portrait|image|photo|picture)\s+by\s+(\p{Lu}[\p{L}'’-]{1,30}(?:\s\p{Lu}[\p{L}'’-]{1,30}){0,2})/gu;

/** Words behind "style of" that name a genre or a time and nobody. */
const GENRES = new Set(
  'editorial documentary catalogue catalog advertising fashion still modern contemporary classic vintage mid scandinavian japanese dutch nordic product commercial film cinema street architectural food lifestyle luxury minimal minimalist fine high early late nature window morning daylight'.split(
    ' ',
  ),
);

/** Places that borrow a named person's manner, seen by how they are said. */
export function mannersIn(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(MANNER)) {
    const said = match[1]!.split(/(?<=\s)/);
    const end = said.findIndex((word) => isFunctionWord(word.trim().toLowerCase()));
    const name = (end < 0 ? said : said.slice(0, end)).join('').trimEnd();
    if (name === '') continue;
    if (GENRES.has(name.split(/[\s-]/)[0]!.toLowerCase())) continue;
    const from = match.index + match[0].indexOf(match[1]!);
    found.push({ from, to: from + name.length });
  }
  for (const match of text.matchAll(BY)) {
    const from = match.index + match[0].length - match[1]!.length;
    found.push({ from, to: from + match[1]!.length });
  }
  return found;
}
