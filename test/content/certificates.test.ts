import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { eligibility, type Standing } from '#core/certificates/eligibility.ts';
import { tracksOf } from '#core/certificates/rules.ts';
import { openCatalogue } from '#server/catalogue/catalogue.ts';
import { readCurriculum, type Curriculum } from '#server/credentials/rules.ts';
import { motifOf } from '#server/credentials/art/motifs.ts';
import { writeContent } from '#test/support/certificates.ts';
import { scratch } from '#test/support/platform.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let curriculum: Curriculum;
let everything: Standing;

beforeAll(async () => {
  curriculum = await readCurriculum(join(ROOT, 'content'));
  const { catalogue } = await openCatalogue(join(ROOT, 'exercises'));
  everything = {
    exercises: catalogue.all().map(({ slug, track, spec }) => ({
      slug,
      track,
      title: spec.title,
      passedScore: spec.passMark,
      tried: true,
    })),
    lessons: curriculum.lessons.map(({ key, track, title, checks }) => ({
      key,
      track,
      title,
      correct: checks,
      total: checks,
      done: true,
    })),
    held: new Set(),
    reviews: new Map(),
  };
}, 60_000);

describe('the shipped certificates', () => {
  it('are one for each track, and one over all of them', () => {
    const tracks = [...curriculum.tracks.keys()];
    expect(curriculum.rules.filter(({ track }) => track !== null).map(({ track }) => track)).toEqual(tracks);
    const whole = curriculum.rules.filter(({ track }) => track === null);
    expect(whole.map((rule) => tracksOf(rule, curriculum.rules))).toEqual([tracks]);
  });

  it('can all be reached with what the school has: passing everything is enough, with a review where one is asked for', () => {
    for (const rule of curriculum.rules) {
      const { state, requirements } = eligibility(rule, curriculum.rules, everything);
      expect([rule.id, state]).toEqual([rule.id, rule.needs.review ? 'ask' : 'ready']);
      expect([rule.id, requirements.length > 0]).toEqual([rule.id, true]);
    }
  });

  it('ask for every lesson and every exercise of their track', () => {
    for (const rule of curriculum.rules.filter(({ track }) => track !== null)) {
      const { requirements } = eligibility(rule, curriculum.rules, everything);
      const here = [...everything.exercises, ...everything.lessons].filter(
        ({ track }) => track === rule.track,
      );
      expect([rule.id, requirements.length]).toEqual([rule.id, here.length]);
    }
  });

  it('have a badge of their own each', () => {
    const drawn = [...curriculum.tracks.keys()].map((track) => motifOf(track).svg);
    expect(new Set([...drawn, motifOf('no such track').svg]).size).toBe(drawn.length + 1);
  });
});

describe('rules that cannot be', () => {
  const rule = { id: 'a', title: 'A', summary: 's', narrative: 'n', needs: {} };
  it.each<[string, object[], RegExp]>([
    [
      'a track that is not there',
      [{ ...rule, needs: { lessons: ['painting'] } }],
      /names the track “painting”/,
    ],
    ['a certificate that is not there', [{ ...rule, needs: { certificates: ['b'] } }], /rests on “b”/],
    ['one that rests on itself', [{ ...rule, needs: { certificates: ['a'] } }], /rests on “a”/],
    ['two of one name', [rule, rule], /has “a” twice/],
    ['a word nobody knows', [{ ...rule, needs: { luck: true } }], /cannot be used/],
  ])('%s stops the start with a sentence', async (_, rules, sentence) => {
    const folder = await scratch('rules');
    await writeContent(folder, rules);
    await expect(readCurriculum(folder)).rejects.toThrow(sentence);
  });
});
