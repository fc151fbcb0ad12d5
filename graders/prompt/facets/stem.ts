import porter2 from 'wink-porter2-stemmer';

/** Forms that no rule leads back, and spellings of one word (2026-07). */
const SAME: Readonly<Record<string, string>> = {
  people: 'person',
  persons: 'person',
  humans: 'human',
  men: 'man',
  women: 'woman',
  children: 'child',
  knives: 'knife',
  shelves: 'shelf',
  feet: 'foot',
  lit: 'light',
  backlit: 'backlight',
  sidelit: 'sidelight',
  stood: 'stand',
  lay: 'lie',
  lying: 'lie',
  shot: 'shoot',
  taken: 'take',
  gray: 'grey',
  color: 'colour',
  colored: 'colour',
  colors: 'colour',
  center: 'centre',
  centered: 'centre',
  blurry: 'blur',
  blurred: 'blur',
  foggy: 'fog',
  misty: 'mist',
  shadowy: 'shadow',
  wooden: 'wood',
  golden: 'gold',
  photography: 'photograph',
  photo: 'photograph',
  photos: 'photograph',
};

const known = new Map<string, string>();

/** The stem by which two forms of a word are one (Porter 2, irregular forms looked up). Takes a folded word. */
export function stemOf(word: string): string {
  const kept = known.get(word);
  if (kept !== undefined) return kept;
  // Longer runs of letters are no words, and must not fill the memory.
  if (word.length > 24) return word;
  const stem = porter2(Object.hasOwn(SAME, word) ? SAME[word]! : word);
  if (known.size < 20_000) known.set(word, stem);
  return stem;
}
