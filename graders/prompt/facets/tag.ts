import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { Word } from './words.ts';

/** Parts of speech as Universal Dependencies name them; PUNCT and SPACE never stand for a word. */
export type Tag =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'SCONJ'
  | 'VERB'
  | 'X';

interface Tagger {
  /** Tokens and their tags, in order. */
  read(text: string): { values: string[]; tags: string[] };
}

let kept: Tagger | undefined;

/** wink-nlp with its English model (about 95 % of words right on newspapers), loaded when first asked: 0.25 s, once. */
function tagger(): Tagger {
  if (kept) return kept;
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const { value, pos } = nlp.its;
  kept = {
    read: (text) => {
      const tokens = nlp.readDoc(text).tokens();
      return { values: tokens.out(value), tags: tokens.out(pos) };
    },
  };
  return kept;
}

const cache = new WeakMap<readonly Word[], Tag[]>();

/** The part of speech of every word, told from its neighbours. Linear; the same for the same words. */
export function tagsOf(words: readonly Word[]): Tag[] {
  const known = cache.get(words);
  if (known) return known;
  const { values, tags } = tagger().read(plain(words));
  const found: Tag[] = [];
  let at = 0;
  for (const word of words) {
    const folded = readable(word);
    while (at < values.length && !folded.startsWith(values[at]!.toLowerCase())) at++;
    found.push((tags[at] as Tag | undefined) ?? 'X');
    // "don't" is two tokens, "4.2" may be several.
    let rest = folded.slice(values[at]?.length ?? 0);
    at++;
    while (rest !== '' && at < values.length && rest.startsWith(values[at]!.toLowerCase()))
      rest = rest.slice(values[at++]!.length);
  }
  cache.set(words, found);
  return found;
}

/** A run of letters without end is no word, and slow to look up. */
const readable = ({ folded }: Word): string => (folded.length > 24 ? 'x' : folded);

/** The words alone, with a comma or a full stop where phrases and sentences end: what a tagger was trained on. */
const plain = (words: readonly Word[]): string =>
  words
    .map((word, i) => {
      const { sentence, clause } = word;
      const folded = readable(word);
      const next = words[i + 1];
      if (!next || next.sentence !== sentence) return `${folded} .`;
      return next.clause === clause ? folded : `${folded} ,`;
    })
    .join(' ');
