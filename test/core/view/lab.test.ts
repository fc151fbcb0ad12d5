import { describe, expect, it } from 'vitest';
import { labWords } from '#core/lab-problems.ts';
import { stateOfPicture, stateOfRun, type LabPicture, type LabRun } from '#core/lab.ts';
import { differenceOf, runSentence, runShare, runStamp, settingsLine, sharedLine } from '#core/view/lab.ts';

const picture = (position: number, guidance: number, state: LabPicture['state'] = 'wished'): LabPicture => ({
  position,
  state,
  file: null,
  written: false,
  settings: {
    prompt: 'a lighthouse',
    negativePrompt: null,
    seed: '42',
    steps: 24,
    guidance,
    sampler: 'Euler',
    width: 768,
    height: 512,
  },
});
const run = (more: Partial<LabRun> = {}): LabRun => ({
  id: 'r',
  learnerId: 'l',
  exerciseId: 'e',
  state: 'running',
  stopping: false,
  askedAt: 0,
  endedAt: null,
  position: null,
  share: null,
  problem: null,
  pictures: [picture(0, 4, 'stored'), picture(1, 7, 'sent'), picture(2, 10), picture(3, 13)],
  ...more,
});

describe('a run in words', () => {
  it.each<[Partial<LabRun>, string]>([
    [{ state: 'waiting', position: 0 }, 'It is next'],
    [{ state: 'waiting', position: 1 }, '1 run before this one'],
    [
      { state: 'waiting', position: 0, problem: { code: 'too-fast', said: '' } },
      'The service asks for a pause. It is tried again in a moment',
    ],
    [{}, 'Picture 2 of 4 is being made'],
    [{ share: 0.426 }, 'Picture 2 of 4: 43 %'],
    [{ stopping: true }, 'It is being stopped'],
    [{ state: 'cancelled' }, 'Stopped after 1 picture'],
    [{ state: 'cancelled', pictures: [picture(0, 4, 'left-out')] }, 'Stopped'],
    [
      { state: 'failed', problem: { code: 'prompt-refused', said: 'no' } },
      'The service turned the prompt down',
    ],
    [{ state: 'done', pictures: [picture(0, 4, 'stored'), picture(1, 7, 'lost')] }, '1 picture'],
  ])('%j: %s', (more, sentence) => {
    expect(runSentence(run(more))).toBe(sentence);
  });

  it('tells what differs apart from what is shared', () => {
    expect(run().pictures.map((one) => differenceOf(one, run()))).toEqual([
      'guidance 4',
      'guidance 7',
      'guidance 10',
      'guidance 13',
    ]);
    expect(sharedLine(run())).toBe('seed 42 · 24 steps · Euler · 768 × 512');
    expect(settingsLine(run().pictures[0]!.settings)).toBe(
      'seed 42 · 24 steps · guidance 4 · Euler · 768 × 512',
    );
  });

  it('tells how much is done, and when there is something new to see', () => {
    expect(runShare(run({ share: 0.5 }))).toBe(0.375);
    expect(runStamp(run({ share: 0.5 }))).toBe(runStamp(run({ share: 0.9 })));
    expect(runStamp(run())).not.toBe(runStamp(run({ state: 'done' })));
  });
});

describe('states are derived', () => {
  const none = { doneAt: null, failedAt: null, cancelledAt: null, leased: false };
  it.each([
    [none, 'waiting'],
    [{ ...none, leased: true }, 'running'],
    [{ ...none, doneAt: 1 }, 'done'],
    [{ ...none, failedAt: 1, leased: true }, 'failed'],
    [{ ...none, cancelledAt: 1 }, 'cancelled'],
  ])('%j is %s', (facts, state) => expect(stateOfRun(facts)).toBe(state));

  const bare = { sentAt: null, storedAt: null, lostAt: null };
  it.each([
    [bare, false, 'wished'],
    [{ ...bare, sentAt: 1 }, false, 'sent'],
    [{ ...bare, sentAt: 1 }, true, 'left-out'],
    [bare, true, 'left-out'],
    [{ ...bare, sentAt: 1, storedAt: 2 }, true, 'stored'],
    [{ ...bare, sentAt: 1, lostAt: 2 }, false, 'lost'],
  ])('%j, ended %s, is %s', (facts, ended, state) => expect(stateOfPicture(facts, ended)).toBe(state));
});

it('every problem says what to do next', () => {
  for (const code of ['unreachable', 'lost', 'elsewhere', 'not-looked-at', 'of-another-version'])
    expect(labWords(code).text).toMatch(/Try|Tell|Ask|tell/);
});
