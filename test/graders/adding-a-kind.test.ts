import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { parse } from 'yaml';
import { grade } from '#graders';
import type { Report, Submission, Words } from '#graders';
import { bindCriterion, KINDS, register } from '#graders/criteria/kinds.ts';
import type { Context, Finding, Kind, Measurement } from '#graders/criteria/types.ts';
import { readWords } from '#graders/report/words.ts';
import { chroma } from '#test/support/example-kind.ts';
import { exerciseOf } from '#test/support/exercise.ts';
import { png } from '#test/support/files.ts';
import { blend, edited, scene } from '#test/support/scene.ts';

const section = readFileSync('graders/README.md', 'utf8')
  .split('## Adding a kind of criterion')[1]!
  .split('\n## ')[0]!;
const block = (language: string, at = 0): string =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))][at]![1]!;

/** A file in `criteria/` names its neighbours by relative paths. */
const asInCriteria = (code: string): string => code.replaceAll('#graders/criteria/', './');

describe('the kind that graders/README.md adds', async () => {
  (KINDS as Map<string, ReturnType<typeof register>>).set('chroma', register(chroma));
  const added = parse(block('yaml')) as Words;
  const words = { ...(await readWords()), ...added };

  const reference = scene(5);
  const pale = edited(reference, ([r, g, b]) => {
    const grey = 0.3 * r + 0.59 * g + 0.11 * b;
    return [grey + 0.4 * (r - grey), grey + 0.4 * (g - grey), grey + 0.4 * (b - grey)];
  });
  const [criterion] = parse(block('yaml', 1)) as [{ id: string; kind: string }];
  const exercise = await exerciseOf({ start: pale, reference, criteria: [criterion] });

  it('is this very file', () => {
    expect(block('ts')).toBe(asInCriteria(readFileSync('test/support/example-kind.ts', 'utf8')));
  });

  it('has words for all it says, and no others', () => {
    expect(Object.keys(added).sort()).toEqual(Object.keys(chroma.codes).sort());
  });

  it.each([
    ['untouched', pale, 'chroma.pale', [0, 0]],
    ['half', blend(pale, reference, 0.5), 'chroma.pale', [45, 60]],
    ['done', reference, 'chroma.right', [100, 100]],
    ['overshot by half', blend(pale, reference, 1.5), 'chroma.loud', [40, 60]],
    ['made lighter instead', edited(pale, ([r, g, b]) => [r + 20, g + 20, b + 20]), 'chroma.pale', [0, 5]],
  ] as const)('%s', async (_, attempt, code, [least, most]) => {
    const submission: Submission = { files: [{ name: 'attempt.png', bytes: await png(attempt) }] };
    const { report } = await grade(submission, exercise, { words, now: () => 0 });
    const [said] = report.criteria;
    expect(said!.feedback.map((remark) => remark.code)).toEqual([code]);
    expect(said!.feedback[0]!.text).not.toMatch(/[{}]/);
    expect(said!.score).toBeGreaterThanOrEqual(least);
    expect(said!.score).toBeLessThanOrEqual(most);
  });

  it('refuses params it does not know', () => {
    const spec = { ...exercise.spec.criteria[0]!, params: { limits: 3 } };
    const issue = 'params: Unrecognized key: "limits". Did you mean “limit”?';
    expect(bindCriterion(spec)).toEqual({ ok: false, issues: [issue] });
  });
});

// Read by the type checker (`npm run check`): a comment that expects an error is itself one where there is none.
describe('types', () => {
  it('params are those of the schema', () => {
    expectTypeOf(chroma).toEqualTypeOf<Kind<{ limit?: number | undefined }>>();
    expectTypeOf(chroma.measure).parameters.toEqualTypeOf<[Context, { limit?: number | undefined }]>();
    expectTypeOf(chroma.measure).returns.toEqualTypeOf<Measurement>();
    expectTypeOf(chroma.explain).returns.toEqualTypeOf<Finding[]>();
    // @ts-expect-error its schema gives a number
    expectTypeOf(chroma.params).toExtend<Kind<{ limit: string }>['params']>();
    // @ts-expect-error a region may, must or must not be named
    expectTypeOf<'sometimes'>().toExtend<Kind['region']>();
  });

  it('a measurement brings distances, a unit and a target', () => {
    // @ts-expect-error a term is a distance, not a score
    expectTypeOf<{ score: number }>().toExtend<Measurement['terms'][string]>();
    // @ts-expect-error without a unit nobody knows what the value says
    expectTypeOf<Omit<Measurement, 'unit'>>().toExtend<Measurement>();
  });

  it('a criterion sees no bytes, no clock and no names of learners', () => {
    expectTypeOf<keyof Context & ('bytes' | 'now' | 'learner' | 'path')>().toBeNever();
  });

  it('a grade takes bytes, words and a clock, and gives a report', () => {
    type Options = Parameters<typeof grade>[2];
    expectTypeOf<Awaited<ReturnType<typeof grade>>['report']>().toEqualTypeOf<Report>();
    // @ts-expect-error the clock is handed in
    expectTypeOf<{ words: Words }>().toExtend<Options>();
    // @ts-expect-error a file is bytes, not a path
    expectTypeOf<{ files: { name: string; path: string }[] }>().toExtend<Submission>();
    // @ts-expect-error there is no fourth outcome
    expectTypeOf<'failed'>().toExtend<Report['outcome']>();
    expectTypeOf<Report['criteria'][number]['feedback'][number]['severity']>().toEqualTypeOf<
      'essential' | 'actionable' | 'informative' | 'celebratory'
    >();
  });
});
