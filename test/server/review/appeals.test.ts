import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { IDS, signUp, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';
import { criterion } from '../../core/view/fakes.ts';

const GREY = { id: IDS.grey, slug: 'grey' };
let platform: TestPlatform;
let rows: ClassRows;
let teacher: Learner;
let learner: Learner;
let attempt: string;

beforeEach(async () => {
  platform = await testPlatform({ now: () => Date.UTC(2026, 10, 20) });
  teacher = (await signUp(platform, 'teacher')).learner;
  learner = (await signUp(platform, 'learner')).learner;
  rows = await ClassRows.open(platform.config, teacher.id);
  await rows.member(teacher, 'instructor');
  await rows.member(learner);
  await rows.assignment('First work', [IDS.grey]);
  const criteria = [criterion({ id: 'tone', score: 40, essential: true })];
  attempt = await rows.attempt(learner.id, GREY, 5, { score: 40, outcome: 'not-yet', criteria });
});
afterEach(async () => {
  await rows.close();
  await platform.stop();
});
afterAll(sweepFolders);

const said = <T>(outcome: Outcome<T>) => (outcome.ok ? 'ok' : outcome.refusal.code);
const plea = { criterion: 'tone', reason: 'The brief asks for evening light.', consent: true };
const seen = async (viewer = learner) => (await platform.app.review.of(attempt, viewer))!;
const appealed = async () => {
  await platform.app.appeals.make(learner, attempt, plea);
  return (await seen()).appeals[0]!.id;
};
const answer = (appealId: string, change = {}) => ({
  appealId,
  accepted: true,
  answer: 'You are right.',
  score: '90',
  ...change,
});

describe('an appeal', () => {
  it.each<[string, Partial<typeof plea>, () => Learner, string]>([
    ['with a criterion and a reason', {}, () => learner, 'ok'],
    ['from the whole', { criterion: '' }, () => learner, 'ok'],
    ['without a reason', { reason: '  ' }, () => learner, 'reason-missing'],
    ['from a criterion that is not there', { criterion: 'halo' }, () => learner, 'no-such-part'],
    ['from somebody else’s result', {}, () => teacher, 'no-such-attempt'],
  ])('%s', async (_, change, who, code) => {
    expect(said(await platform.app.appeals.make(who(), attempt, { ...plea, ...change }))).toBe(code);
    expect((await seen()).appeals.length).toBe(code === 'ok' ? 1 : 0);
  });

  it('is made once at a time, and may be taken back', async () => {
    const { appeals } = platform.app;
    const id = await appealed();
    expect((await seen()).mayAppeal).toBe(false);
    expect(said(await appeals.make(learner, attempt, plea))).toBe('appeal-open');
    expect(said(await appeals.withdraw(teacher, attempt, id))).toBe('no-such-attempt');
    expect(said(await appeals.withdraw(learner, attempt, id))).toBe('ok');
    expect(said(await appeals.answer(teacher, attempt, answer(id)))).toBe('appeal-answered');
    expect(said(await appeals.make(learner, attempt, plea))).toBe('ok');
  });

  it('is not made from work that has no grade', async () => {
    const waiting = await rows.attempt(learner.id, GREY, 6, null);
    expect(said(await platform.app.appeals.make(learner, waiting, plea))).toBe('nothing-to-appeal');
  });

  it('accepted: the grade changes with the answer as its reason, everywhere', async () => {
    const id = await appealed();
    expect(said(await platform.app.appeals.answer(teacher, attempt, answer(id)))).toBe('ok');
    const { appeals, verdict, grades, version } = await seen();
    expect(appeals[0]).toMatchObject({ state: 'accepted', answer: 'You are right.', answeredBy: 'teacher' });
    expect([verdict.outcome, verdict.score, grades[0]?.note, version]).toEqual([
      'passed',
      90,
      'You are right.',
      1,
    ]);
    expect((await platform.app.progress.exercises(learner)).get(IDS.grey)?.state).toBe('passed');
    const codes = (await seen(teacher)).staff!.audit.map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['appeal.accepted', 'appeal.made', 'grade.given']);
  });

  it('declined: an explanation, and the grade stays', async () => {
    const id = await appealed();
    const declined = answer(id, { accepted: false, answer: 'Evening light is warmer still.', score: '' });
    expect(said(await platform.app.appeals.answer(teacher, attempt, declined))).toBe('ok');
    const { appeals, verdict } = await seen();
    expect([appeals[0]?.state, verdict.outcome, verdict.score]).toEqual(['declined', 'not-yet', 40]);
  });

  it.each<[string, object, string]>([
    ['without a word', { answer: ' ' }, 'answer-missing'],
    ['accepted without a grade', { score: '' }, 'grade-missing'],
    ['accepted with a word for a grade', { score: 'fine' }, 'score-wrong'],
  ])('is not answered %s', async (_, change, code) => {
    const id = await appealed();
    expect(said(await platform.app.appeals.answer(teacher, attempt, answer(id, change)))).toBe(code);
    expect([(await seen()).appeals[0]?.state, (await seen()).verdict.score]).toEqual(['open', 40]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['has left the class', () => platform.app.cohorts.removeMember(teacher, rows.cohortId, learner.id)],
    [
      'is in the archive with the class',
      () => platform.app.cohorts.setArchived(teacher, rows.cohortId, true),
    ],
  ])('of somebody who %s is with those who taught them, who may answer it', async (_, what) => {
    const site: Learner = { ...(await signUp(platform, 'elsewhere')).learner, role: 'instructor' };
    const id = await appealed();
    await what();
    const waiting = async (viewer: Learner) =>
      ((await platform.app.review.queue(viewer)) ?? []).map(({ attemptId }) => attemptId);
    expect(await waiting(teacher)).toEqual([attempt]);
    expect(await waiting(site)).toEqual([]);
    expect(said(await platform.app.appeals.answer(teacher, attempt, answer(id)))).toBe('ok');
    expect(await waiting(teacher)).toEqual([]);
  });

  it('is answered once by two who answer at the same moment', async () => {
    const id = await appealed();
    const owner: Learner = { ...(await signUp(platform, 'owner')).learner, role: 'owner' };
    const { appeals } = platform.app;
    const both = await Promise.all([
      appeals.answer(teacher, attempt, answer(id)),
      appeals.answer(owner, attempt, answer(id, { accepted: false, score: '' })),
    ]);
    expect(both.map(said).toSorted()).toEqual(['appeal-answered', 'ok']);
  });
});
