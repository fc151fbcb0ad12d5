import { grade } from '../grade.ts';
import type { GradeOptions, TextExercise } from '../types.ts';
import { OF_DIALECTS } from './heaps/of-dialects.ts';
import { OF_ACCEPTED, OF_BRIEF_AND_WORDINGS, OF_DESCRIPTIONS, OF_THE_BRIEF } from './heaps/of-texts.ts';
import { OF_WORDINGS } from './heaps/of-wordings.ts';
import { lootOf, type Heap, type Loot } from './heaps/loot.ts';
import { uniform } from './random.ts';

/** A text that nobody wrote. */
export interface TextAttack {
  /** The way it was made. */
  name: string;
  text: string;
}

const heapsFor = ({ facets }: Loot): [string, Heap][] =>
  Object.entries({
    ...OF_THE_BRIEF,
    ...(facets.length > 0
      ? { ...OF_WORDINGS, ...OF_BRIEF_AND_WORDINGS, ...OF_ACCEPTED, ...OF_DESCRIPTIONS }
      : { ...OF_ACCEPTED, ...OF_DIALECTS }),
  });

/** `count` texts of every family in turn; the same for the same seed. Texts that chance made right are left out. */
export async function textAttacks(
  exercise: TextExercise,
  count: number,
  seed: number,
  foreign: readonly string[] = [],
): Promise<TextAttack[]> {
  const chance = uniform(seed);
  const loot = await lootOf(exercise, foreign);
  const families = heapsFor(loot);
  const most = exercise.spec.submission.maxCharacters;
  const accepted = new Set(loot.references.map(tidy));
  return Array.from({ length: count }, (_, i) => {
    const [name, make] = families[i % families.length]!;
    return { name, text: [...make(loot, chance)].slice(0, most).join('') };
  }).filter(({ text }) => !accepted.has(tidy(text)));
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface TextBreach extends TextAttack {
  score: number;
}

interface Family {
  name: string;
  tried: number;
  passed: number;
  /** The best total of its texts. */
  best: number;
}

export interface AttackedTexts {
  tried: number;
  /** The best total of all of them. */
  best: number;
  breaches: TextBreach[];
  families: Family[];
}

/** Hands in `count` such texts and gives those that pass, and how each family fared. */
export async function attackTexts(
  exercise: TextExercise,
  {
    count,
    seed,
    foreign = [],
    ...options
  }: Pick<GradeOptions, 'words' | 'now'> & { count: number; seed: number; foreign?: readonly string[] },
): Promise<AttackedTexts> {
  const attacks = await textAttacks(exercise, count, seed, foreign);
  const families = new Map<string, Family>();
  const breaches: TextBreach[] = [];
  for (const attack of attacks) {
    const bytes = new TextEncoder().encode(attack.text);
    const { report } = await grade({ files: [{ name: 'prompt.txt', bytes }] }, exercise, options);
    const score = report.score ?? 0;
    const passed = report.outcome === 'passed';
    const family = families.get(attack.name) ?? { name: attack.name, tried: 0, passed: 0, best: 0 };
    families.set(attack.name, {
      ...family,
      tried: family.tried + 1,
      passed: family.passed + Number(passed),
      best: Math.max(family.best, score),
    });
    if (passed) breaches.push({ ...attack, score });
  }
  const all = [...families.values()];
  return {
    tried: attacks.length,
    best: Math.max(0, ...all.map(({ best }) => best)),
    breaches,
    families: all,
  };
}
