import { z } from 'zod';
import { grade } from '../grade.ts';
import { Facet } from '../prompt/facets/schema.ts';
import type { GradeOptions, TextExercise } from '../types.ts';
import { uniform } from './random.ts';

/** A text that nobody wrote. */
export interface TextAttack {
  name: string;
  text: string;
}

const WithFacets = z.object({ facets: z.array(Facet) });

/** What a swindler has: the wordings of every facet (more than any learner sees), the brief, an accepted text. */
interface Loot {
  facets: readonly Facet[];
  brief: string;
  reference: string;
}

type Chance = () => number;

const pick = <T>(from: readonly T[], chance: Chance): T => from[Math.floor(chance() * from.length)]!;

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(chance() * (i + 1));
    [out[i], out[k]] = [out[k]!, out[i]!];
  }
  return out;
}

/** One way to say a wording: of every alternative one, what is optional now and then. */
const spelled = (wording: string, chance: Chance): string =>
  wording
    .split(/\s+/)
    .filter((item) => !item.endsWith('?') || chance() < 0.5)
    .map((item) => pick(item.replace(/\?$/, '').split('|'), chance))
    .join(' ');

/** `ways` wordings of every facet, exclusions negated. */
const said = ({ facets }: Loot, ways: number, chance: Chance): string[] =>
  facets.flatMap(({ facet, any }) =>
    shuffled(any, chance)
      .slice(0, ways)
      .map((wording) => `${facet === 'exclusions' ? 'no ' : ''}${spelled(wording, chance)}`),
  );

const JOINTS = [
  'and',
  'with',
  'on',
  'in',
  'of',
  'by',
  'from',
  'a',
  'the',
  'in the',
  'of a',
  'on the',
  'with a',
  'and the',
];

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
const sentencesIn = (text: string): string[] => text.match(/[^.!?]+[.!?]/g) ?? [text];

const HEAPS: Record<string, (loot: Loot, chance: Chance) => string> = {
  list: (loot, chance) => shuffled(said(loot, 1, chance), chance).join(', '),
  row: (loot, chance) => shuffled(said(loot, 1, chance), chance).join(' '),
  'every wording': (loot, chance) => shuffled(said(loot, 9, chance), chance).join(', '),
  'two wordings each': (loot, chance) => said(loot, 2, chance).join(', '),
  'strung on one word': (loot, chance) =>
    said(loot, 1, chance).join(` ${pick(['and', 'with', 'and a', 'with the'], chance)} `),
  'random joints': (loot, chance) =>
    shuffled(said(loot, 1, chance), chance).reduce((text, one) => `${text} ${pick(JOINTS, chance)} ${one}`),
  'the brief': ({ brief }) => brief,
  'part of the brief': ({ brief }, chance) =>
    shuffled(sentencesIn(brief), chance)
      .slice(0, 3 + Math.floor(chance() * 6))
      .join(' '),
  'the brief shuffled': ({ brief }, chance) => shuffled(wordsIn(brief), chance).join(' '),
  'the brief, then the wordings': (loot, chance) =>
    `${shuffled(sentencesIn(loot.brief), chance)
      .slice(0, 1 + Math.floor(chance() * 6))
      .join(' ')} ${said(loot, 1, chance).join(', ')}`,
  'brief and wordings mixed': (loot, chance) =>
    shuffled([...sentencesIn(loot.brief), ...said(loot, 1, chance)], chance).join(' '),
  'an accepted text shuffled': ({ reference }, chance) => shuffled(wordsIn(reference), chance).join(' '),
  'an accepted text sorted': ({ reference }) => wordsIn(reference).sort().join(' '),
  'an accepted text three times': ({ reference }) => [reference, reference, reference].join(' '),
};

/** `count` texts of every kind of heap in turn; the same for the same seed. */
export async function textAttacks(
  exercise: TextExercise,
  count: number,
  seed: number,
): Promise<TextAttack[]> {
  const chance = uniform(seed);
  const facets = exercise.spec.criteria.flatMap(({ params }) => {
    const parsed = WithFacets.safeParse(params);
    return parsed.success ? parsed.data.facets : [];
  });
  const reference = new TextDecoder().decode(await exercise.references[0]!.bytes());
  const loot = { facets, brief: exercise.brief ?? '', reference };
  const kinds = Object.entries(HEAPS);
  const most = exercise.spec.submission.maxCharacters;
  return Array.from({ length: count }, (_, i) => {
    const [name, make] = kinds[i % kinds.length]!;
    return { name, text: [...make(loot, chance)].slice(0, most).join('') };
  });
}

interface TextBreach extends TextAttack {
  score: number;
}

export interface AttackedTexts {
  tried: number;
  /** The best total of all heaps. */
  best: number;
  breaches: TextBreach[];
}

/** Hands in `count` heaps and gives those that pass. */
export async function attackTexts(
  exercise: TextExercise,
  { count, seed, ...options }: Pick<GradeOptions, 'words' | 'now'> & { count: number; seed: number },
): Promise<AttackedTexts> {
  const attacks = await textAttacks(exercise, count, seed);
  const breaches: TextBreach[] = [];
  let best = 0;
  for (const attack of attacks) {
    const bytes = new TextEncoder().encode(attack.text);
    const { report } = await grade({ files: [{ name: 'prompt.txt', bytes }] }, exercise, options);
    best = Math.max(best, report.score ?? 0);
    if (report.outcome === 'passed') breaches.push({ ...attack, score: report.score! });
  }
  return { tried: attacks.length, best, breaches };
}
