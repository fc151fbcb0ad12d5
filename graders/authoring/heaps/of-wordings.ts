import { type Chance, type Heap, type Loot, pick, shuffled, wordsIn } from './loot.ts';

/** One way to say a wording: of every alternative one, what is optional now and then. */
const spelled = (wording: string, chance: Chance): string =>
  wording
    .split(/\s+/)
    .filter((item) => !item.endsWith('?') || chance() < 0.5)
    .map((item) => pick(item.replace(/\?$/, '').split('|'), chance))
    .join(' ');

/** `ways` wordings of every facet, exclusions negated. */
export const said = ({ facets }: Loot, ways: number, chance: Chance): string[] =>
  facets.flatMap(({ facet, any }) =>
    shuffled(any, chance)
      .slice(0, ways)
      .map((wording) => `${facet === 'exclusions' ? 'no ' : ''}${spelled(wording, chance)}`),
  );

const words = (list: string): string[] => list.split('|');
const JOINTS = words('and|with|on|in|of|by|from|a|the|in the|of a|on the|with a|and the');
const SMOOTH = words(
  'with a|and a|in the|on the|of the|under a|behind the|at the|beside a|near the|from the|, a|, with a|, the|, in',
);
const VERBS = words(
  'sings to the|eats a|votes for the|sneezes at the|teaches a|marries the|calculates a|forgives the|swims through a|argues with the|invents a|pays the|telephones a|bakes the|elects a',
);
const STAGING = words(
  'stands on the|lies in a|falls on the|rests beside a|comes from the|is in the|leaves a|shows the|is seen with a|rises behind the|touches a',
);

const strung =
  (joints: readonly string[]): Heap =>
  (loot, chance) =>
    shuffled(said(loot, 1, chance), chance).reduce((text, one) => `${text} ${pick(joints, chance)} ${one}`);

/** Sentences of one joint each, as they come: "The white bottle lies in a soft light." */
const sentences =
  (joints: readonly string[]): Heap =>
  (loot, chance) => {
    const all = shuffled(said(loot, 1, chance), chance);
    const pairs = Array.from({ length: Math.ceil(all.length / 2) }, (_, i) => all.slice(2 * i, 2 * i + 2));
    return pairs
      .map(([one, other]) => `The ${one}${other === undefined ? '' : ` ${pick(joints, chance)} ${other}`}.`)
      .join(' ');
  };

/** A walk in which every word has followed the one before somewhere in the wordings and the accepted texts. */
const markov: Heap = (loot, chance) => {
  const spoken = [...loot.references, ...said(loot, 3, chance)].map(wordsIn);
  const after = new Map<string, string[]>();
  for (const row of spoken)
    row.forEach((word, i) => {
      const next = row[i + 1];
      if (next) after.set(word, [...(after.get(word) ?? []), next]);
    });
  const starts = [...after.keys()];
  let word = pick(starts, chance);
  const out = [word];
  while (out.length < 110) {
    word = pick(after.get(word) ?? starts, chance);
    out.push(chance() < 0.08 ? `${word},` : word);
  }
  return out.join(' ');
};

export const OF_WORDINGS: Readonly<Record<string, Heap>> = {
  list: (loot, chance) => shuffled(said(loot, 1, chance), chance).join(', '),
  row: (loot, chance) => shuffled(said(loot, 1, chance), chance).join(' '),
  'every wording': (loot, chance) => shuffled(said(loot, 9, chance), chance).join(', '),
  'two wordings each': (loot, chance) => said(loot, 2, chance).join(', '),
  'strung on one word': (loot, chance) =>
    said(loot, 1, chance).join(` ${pick(['and', 'with', 'and a', 'with the'], chance)} `),
  'random joints': strung(JOINTS),
  'random joints and commas': strung([...JOINTS, ',', ',', ', with', ', in the', ', a', ', the']),
  'random joints that read well': strung(SMOOTH),
  'random joints, the main thing first': (loot, chance) => {
    const first = loot.facets.findIndex(({ early }) => early);
    const all = said(loot, 1, chance);
    const [head] = all.splice(Math.max(0, first), 1);
    return [`Photograph of a ${head}`, ...shuffled(all, chance)].reduce(
      (text, one) => `${text} ${pick(SMOOTH, chance)} ${one}`,
    );
  },
  'sentences of random joints': sentences([...SMOOTH.filter((joint) => !joint.startsWith(',')), 'and the']),
  'sentences of nonsense verbs': sentences(VERBS),
  'sentences of random verbs': sentences(STAGING),
  'a random walk': markov,
};
