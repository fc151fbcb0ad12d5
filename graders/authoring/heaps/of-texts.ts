import { tagsOf, type Tag } from '../../prompt/facets/tag.ts';
import { wordsOf } from '../../prompt/facets/words.ts';
import { said } from './of-wordings.ts';
import { type Chance, type Heap, pick, sentencesIn, shuffled, wordsIn } from './loot.ts';

export const OF_THE_BRIEF: Readonly<Record<string, Heap>> = {
  'the brief': ({ brief }) => brief,
  'part of the brief': ({ brief }, chance) =>
    shuffled(sentencesIn(brief), chance)
      .slice(0, 3 + Math.floor(chance() * 6))
      .join(' '),
  'the brief shuffled': ({ brief }, chance) => shuffled(wordsIn(brief), chance).join(' '),
};

export const OF_BRIEF_AND_WORDINGS: Readonly<Record<string, Heap>> = {
  'the brief, then the wordings': (loot, chance) =>
    `${shuffled(sentencesIn(loot.brief), chance)
      .slice(0, 1 + Math.floor(chance() * 6))
      .join(' ')} ${said(loot, 1, chance).join(', ')}`,
  'brief and wordings mixed': (loot, chance) =>
    shuffled([...sentencesIn(loot.brief), ...said(loot, 1, chance)], chance).join(' '),
};

const OTHER_THINGS = ['horse', 'red car', 'woman', 'teapot', 'lighthouse', 'dog', 'sandwich', 'bicycle'];

/** `change` for words of one part of speech, each put where another stood. */
function swapped(text: string, of: Tag, chance: Chance): string {
  const words = wordsOf(text);
  const tags = tagsOf(words);
  const places = words.filter((_, i) => tags[i] === of);
  const put = shuffled(places, chance).map(({ from, to }) => text.slice(from, to));
  return places.reduceRight(
    (out, { from, to }, i) => `${out.slice(0, from)}${put[i]!}${out.slice(to)}`,
    text,
  );
}

const lower = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

export const OF_ACCEPTED: Readonly<Record<string, Heap>> = {
  'an accepted text shuffled': ({ references }, chance) =>
    shuffled(wordsIn(pick(references, chance)), chance).join(' '),
  'shuffled within its sentences': ({ references }, chance) =>
    sentencesIn(pick(references, chance))
      .map((sentence) => `${shuffled(wordsIn(sentence), chance).join(' ')}.`)
      .join(' '),
  'an accepted text sorted': ({ references }, chance) => wordsIn(pick(references, chance)).sort().join(' '),
  'an accepted text three times': ({ references }, chance) => {
    const text = pick(references, chance);
    return [text, text, text].join(' ');
  },
  'the answer to another brief': ({ foreign, brief }, chance) =>
    foreign.length > 0 ? pick(foreign, chance) : brief,
};

/** The same for prompts that describe a picture, where it matters which word stands with which. */
export const OF_DESCRIPTIONS: Readonly<Record<string, Heap>> = {
  'attributes swapped': ({ references }, chance) => swapped(pick(references, chance), 'ADJ', chance),
  'things swapped': ({ references }, chance) => swapped(pick(references, chance), 'NOUN', chance),
  'another main thing': ({ references, subjects }, chance) => {
    const thing = pick(OTHER_THINGS, chance);
    return pick(references, chance).replace(/[\p{L}]+/gu, (word) =>
      subjects.has(word.toLowerCase()) ? thing : word,
    );
  },
  'beside another main thing': ({ references }, chance) =>
    `A ${pick(OTHER_THINGS, chance)}, and ${pick(['beside it', 'behind it', 'next to it', 'under it'], chance)} ${lower(pick(references, chance))}`,
  'on something of another kind': ({ references }, chance) =>
    `A ${pick(OTHER_THINGS, chance)} ${pick(['carries a poster with the', 'in front of a wall with a', 'with a', 'looks at a', 'dreams of a'], chance)} ${lower(pick(references, chance))}`,
};
