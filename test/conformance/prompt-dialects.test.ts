import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergedFragments } from '#graders/prompt/dialects/fragments.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import { scheduleSteps } from '#graders/prompt/dialects/schedules.ts';

const file = '../shared/fixtures/generation-metadata/prompt-dialect-cases.json';
const here = existsSync(file);
interface Case<T> {
  input: string;
  expected: T[];
}
const cases = here
  ? (JSON.parse(readFileSync(file, 'utf8')) as {
      a1111_attention: Case<[string, number]>[];
      a1111_schedule_steps10: Case<[number, string]>[];
    })
  : { a1111_attention: [], a1111_schedule_steps10: [] };

// The examples in AUTOMATIC1111's modules/prompt_parser.py, to the last bit.
describe.skipIf(!here)('published cases of the webui', () => {
  it('has them', () =>
    expect([cases.a1111_attention.length, cases.a1111_schedule_steps10.length]).toEqual([6, 12]));

  it.each(cases.a1111_attention)('attention: $input', ({ input, expected }) =>
    expect(
      mergedFragments(parsePrompt(input, 'a1111').positive).map(({ text, weight }) => [text, weight]),
    ).toEqual(expected),
  );

  it.each(cases.a1111_schedule_steps10)('schedule over 10 steps: $input', ({ input, expected }) =>
    expect(scheduleSteps(input, 10)).toEqual(expected),
  );
});
