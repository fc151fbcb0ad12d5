import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import type { GradeForm } from '#server/review/app.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { IDS, signUp, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';
import { criterion } from '../../core/view/fakes.ts';

const GREY = { id: IDS.grey, slug: 'grey' };
const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20);
const CRITERIA = [
  criterion({ id: 'tone', title: 'Tone', score: 40, weight: 1, essential: true }),
  criterion({ id: 'edge', title: 'Edge', score: 80, weight: 1, pass: true }),
];

let clock: number;
let platform: TestPlatform;
let rows: ClassRows;
let teacher: Learner;
let reviewer: Learner;
let learner: Learner;
let stranger: Learner;
let attempt: string;

beforeEach(async () => {
  clock = START;
  platform = await testPlatform({ now: () => clock });
  [teacher, reviewer, learner, stranger] = (await Promise.all(
    ['teacher', 'reviewer', 'learner', 'stranger'].map(
      async (name) => (await signUp(platform, name)).learner,
    ),
  )) as [Learner, Learner, Learner, Learner];
  rows = await ClassRows.open(platform.config, teacher.id);
  await rows.member(teacher, 'instructor');
  await rows.member(reviewer, 'reviewer');
  await rows.member(learner);
  await rows.assignment('First work', [IDS.grey]);
  attempt = await rows.attempt(learner.id, GREY, START - 10, {
    score: 60,
    outcome: 'not-yet',
    criteria: CRITERIA,
  });
});
afterEach(async () => {
  await rows.close();
  await platform.stop();
});
afterAll(sweepFolders);

const form = (change: Partial<GradeForm> = {}): GradeForm => ({
  scores: {},
  notes: {},
  whole: '',
  note: '',
  version: '0',
  done: false,
  ...change,
});
const remark = { x: '', y: '', frame: '', criterion: '', body: 'The shadow ends too soon.' };
const said = <T>(outcome: Outcome<T>) => (outcome.ok ? 'ok' : outcome.refusal.code);
const seen = async (viewer: Learner) => (await platform.app.review.of(attempt, viewer))!;
const lift = { scores: { tone: '90' }, notes: { tone: 'The cast is gone where it matters.' } };

describe('who may review', () => {
  it.each<[string, () => Learner, string]>([
    ['an instructor of the class', () => teacher, 'ok'],
    ['a reviewer of the class', () => reviewer, 'ok'],
    ['the learner', () => learner, 'own-work'],
    ['a stranger, who learns nothing of it', () => stranger, 'no-such-attempt'],
  ])('%s', async (_, who, code) => {
    const { review } = platform.app;
    expect(said(await review.comment(who(), attempt, remark))).toBe(code);
    expect(said(await review.save(who(), attempt, form()))).toBe(code);
    expect(said(await review.take(who(), attempt))).toBe(code);
    expect((await review.of(attempt, who())) === null).toBe(code === 'no-such-attempt');
  });

  it('an owner may, in a class that is not theirs', async () => {
    const owner: Learner = { ...stranger, role: 'owner' };
    expect(said(await platform.app.review.save(owner, attempt, form({ ...lift })))).toBe('ok');
  });

  it('nobody at work that is not assigned', async () => {
    const beside = await rows.attempt(learner.id, { id: IDS.blue, slug: 'blue' }, START, { score: 60 });
    expect(said(await platform.app.review.comment(teacher, beside, remark))).toBe('no-such-attempt');
  });
});

describe('a lease', () => {
  it('keeps the second reviewer out until it ends, and says who and until when', async () => {
    const { review } = platform.app;
    expect(said(await review.take(teacher, attempt))).toBe('ok');
    const refused = await review.save(reviewer, attempt, form({ ...lift }));
    expect(refused.ok ? '' : refused.refusal.title).toBe('This attempt is being reviewed by teacher');
    expect(refused.ok ? '' : refused.refusal.detail).toContain('20 Nov 2026, 00:15 UTC');
    clock = START + 15 * MINUTE - 1;
    expect(said(await review.take(reviewer, attempt))).toBe('being-reviewed');
    clock = START + 15 * MINUTE;
    expect(said(await review.take(reviewer, attempt))).toBe('ok');
    expect(said(await review.comment(teacher, attempt, remark))).toBe('being-reviewed');
  });

  it('runs anew with every change, and is nobody’s once it is handed back', async () => {
    const { review } = platform.app;
    await review.take(teacher, attempt);
    clock += 10 * MINUTE;
    await review.comment(teacher, attempt, remark);
    clock += 14 * MINUTE;
    expect(said(await review.take(reviewer, attempt))).toBe('being-reviewed');
    expect(said(await review.release(reviewer, attempt))).toBe('ok');
    expect((await seen(reviewer)).staff?.lease).toMatchObject({ holder: 'teacher', mine: false });
    await review.release(teacher, attempt);
    expect((await seen(reviewer)).staff?.lease).toBeNull();
    expect(said(await review.take(reviewer, attempt))).toBe('ok');
  });

  it('lets one of two through who take it in the same moment', async () => {
    const { review } = platform.app;
    const both = await Promise.all([review.take(teacher, attempt), review.take(reviewer, attempt)]);
    expect(both.map(said).toSorted()).toEqual(['being-reviewed', 'ok']);
  });
});

describe('grades', () => {
  it('count everywhere at once, and the report stays as it is', async () => {
    expect(said(await platform.app.review.save(teacher, attempt, form({ ...lift })))).toBe('ok');
    const shown = await platform.app.attempts.get(attempt, learner);
    expect([shown?.verdict.outcome, shown?.verdict.score, shown?.verdict.by]).toEqual([
      'passed',
      85,
      'person',
    ]);
    expect([shown?.report?.outcome, shown?.report?.score]).toEqual(['not-yet', 60]);
    const progress = (await platform.app.progress.exercises(learner)).get(IDS.grey);
    expect([progress?.state, progress?.bestScore]).toEqual(['passed', 85]);
  });

  it.each<[string, Partial<GradeForm>, string]>([
    ['a word for a number', { scores: { tone: 'good' }, notes: { tone: 'x' } }, 'score-wrong'],
    ['101', { scores: { tone: '101' }, notes: { tone: 'x' } }, 'score-wrong'],
    ['−1', { scores: { tone: '-1' }, notes: { tone: 'x' } }, 'score-wrong'],
    ['a half', { scores: { tone: '70.5' }, notes: { tone: 'x' } }, 'score-wrong'],
    ['a grade without a reason', { scores: { tone: '70' } }, 'reason-missing'],
    ['a grade of the whole without a note', { whole: '70' }, 'reason-missing'],
    ['a note that is a book', { note: 'x'.repeat(4001) }, 'body-too-long'],
    ['a version from before', { version: '-1', ...lift }, 'review-moved'],
  ])('refuses %s and changes nothing', async (_, change, code) => {
    expect(said(await platform.app.review.save(teacher, attempt, form(change)))).toBe(code);
    const after = await seen(teacher);
    expect([after.grades, after.version, after.note, after.staff?.audit]).toEqual([[], 0, '', []]);
  });

  it('of two reviewers with the same form, the second is told and loses nothing of the first', async () => {
    const { review } = platform.app;
    expect(said(await review.save(teacher, attempt, form({ ...lift, done: true })))).toBe('ok');
    const second = await review.save(
      reviewer,
      attempt,
      form({ scores: { tone: '10' }, notes: { tone: 'No.' } }),
    );
    expect(second.ok ? '' : [second.refusal.code, second.refusal.detail.includes('teacher')]).toEqual([
      'review-moved',
      true,
    ]);
    expect((await seen(reviewer)).verdict.score).toBe(85);
    expect(
      said(
        await review.save(
          reviewer,
          attempt,
          form({ scores: { tone: '10' }, notes: { tone: 'No.' }, version: '1' }),
        ),
      ),
    ).toBe('ok');
  });

  it('leave a trail of who changed what, when and why', async () => {
    const { review } = platform.app;
    await review.save(teacher, attempt, form({ ...lift }));
    clock += MINUTE;
    await review.save(
      teacher,
      attempt,
      form({ scores: { tone: '95' }, notes: { tone: 'Better than I saw.' }, version: '1' }),
    );
    clock += MINUTE;
    await review.save(teacher, attempt, form({ version: '2', note: 'Well done.', done: true }));
    const trail = (await seen(reviewer)).staff!.audit;
    expect(trail.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['grade.given', 'grade.changed', 'grade.taken-back', 'review.done']),
    );
    expect(trail.find(({ code }) => code === 'grade.changed')).toEqual({
      at: START + MINUTE,
      who: 'teacher',
      code: 'grade.changed',
      before: { criterion: 'tone', score: 90 },
      after: { criterion: 'tone', score: 95 },
      reason: 'Better than I saw.',
    });
    expect((await seen(learner)).staff).toBeNull();
    expect((await seen(learner)).verdict.score).toBe(60);
  });
});

describe('remarks', () => {
  it.each<[string, Partial<typeof remark>, string]>([
    ['a place', { x: '25', y: '62.5' }, 'ok'],
    ['a place with a comma', { x: '25,5', y: '0' }, 'ok'],
    ['none at all', {}, 'ok'],
    ['half a place', { x: '25' }, 'place-outside'],
    ['a place beyond the edge', { x: '101', y: '3' }, 'place-outside'],
    ['a place that is no number', { x: 'left', y: 'top' }, 'place-outside'],
    ['a place in another notation', { x: '0x10', y: '1e1' }, 'place-outside'],
    ['a place without end', { x: '1e308', y: '3' }, 'place-outside'],
    ['no words', { body: ' \n ' }, 'body-missing'],
    ['words that nobody sees', { body: '\u200B\u0000\u202E' }, 'body-missing'],
    ['a criterion of the report', { criterion: 'tone' }, 'ok'],
    ['a criterion of another exercise', { criterion: 'halo' }, 'no-such-part'],
    ['a frame where there is none', { frame: 'mint' }, 'no-such-part'],
  ])('with %s', async (_, change, code) => {
    expect(said(await platform.app.review.comment(teacher, attempt, { ...remark, ...change }))).toBe(code);
    expect((await seen(learner)).comments.length).toBe(code === 'ok' ? 1 : 0);
  });

  it('keep their numbers when one is removed', async () => {
    const { review } = platform.app;
    for (const body of ['one', 'two', 'three']) await review.comment(teacher, attempt, { ...remark, body });
    const { comments } = await seen(teacher);
    expect(said(await review.removeComment(reviewer, attempt, comments[1]!.id))).toBe('being-reviewed');
    expect(said(await review.removeComment(teacher, attempt, comments[1]!.id))).toBe('ok');
    expect(said(await review.removeComment(teacher, attempt, comments[1]!.id))).toBe('gone-already');
    await review.comment(teacher, attempt, { ...remark, body: 'four' });
    expect((await seen(learner)).comments.map(({ number, body }) => `${number} ${body}`)).toEqual([
      '1 one',
      '3 three',
      '4 four',
    ]);
  });
});

describe('snippets', () => {
  it('are one’s own, or the class’s', async () => {
    const { review } = platform.app;
    const words = { kind: 'seam', body: 'Feather the mask by two pixels.' };
    expect(said(await review.addSnippet(teacher, { ...words, cohortId: '' }))).toBe('ok');
    expect(said(await review.addSnippet(teacher, { ...words, kind: '', cohortId: rows.cohortId }))).toBe(
      'ok',
    );
    expect(said(await review.addSnippet(learner, { ...words, cohortId: '' }))).toBe('not-your-right');
    expect(said(await review.addSnippet(learner, { ...words, cohortId: rows.cohortId }))).toBe(
      'not-your-right',
    );
    const [mine, theirs] = await Promise.all(
      [teacher, reviewer].map(async (who) => (await seen(who)).staff!.snippets),
    );
    expect(mine!.map(({ kind, sharedIn }) => [kind, sharedIn])).toEqual([
      [null, 'Autumn class'],
      ['seam', null],
    ]);
    expect(theirs!.map(({ sharedIn, own }) => [sharedIn, own])).toEqual([['Autumn class', false]]);
    expect(said(await review.removeSnippet(reviewer, mine![0]!.id))).toBe('gone-already');
    expect(said(await review.removeSnippet(teacher, mine![0]!.id))).toBe('ok');
  });
});

describe('the queue', () => {
  const waiting = async (viewer: Learner) =>
    (await platform.app.review.queue(viewer))?.map(
      ({ attemptId, why }) =>
        `${attemptId === attempt ? 'first' : attemptId === second ? 'second' : 'other'} ${why}`,
    ) ?? null;
  let second = '';
  const needsReview = (on: 0 | 1) =>
    rows.store.db.updateTable('assignments').set({ needs_review: on }).execute();

  it('holds the newest attempt of work that asks for a person, until it is reviewed', async () => {
    expect(await waiting(teacher)).toEqual([]);
    await needsReview(1);
    expect(await waiting(teacher)).toEqual(['first review']);
    second = await rows.attempt(learner.id, GREY, START - 5, {
      score: 70,
      outcome: 'not-yet',
      criteria: CRITERIA,
    });
    expect(await waiting(reviewer)).toEqual(['second review']);
    await platform.app.review.take(teacher, second);
    expect((await platform.app.review.queue(reviewer))![0]!.lease).toMatchObject({
      holder: 'teacher',
      mine: false,
    });
    await platform.app.review.save(teacher, second, form({ note: 'Fine.', done: true }));
    expect(await waiting(reviewer)).toEqual([]);
  });

  it('is nothing to those who review nothing', async () => {
    expect([await waiting(learner), await waiting(stranger)]).toEqual([null, null]);
    expect(await waiting({ ...stranger, role: 'owner' })).toEqual([]);
  });

  it('holds appeals; those from outside every class go to the instructors of the school', async () => {
    const { appeals } = platform.app;
    const plea = { criterion: '', reason: 'The client asked for warm light.', consent: false };
    expect(said(await appeals.make(learner, attempt, plea))).toBe('ok');
    expect(await waiting(reviewer)).toEqual(['first appeal']);
    second = await rows.attempt(stranger.id, GREY, START, { score: 60, criteria: CRITERIA });
    expect(said(await appeals.make(stranger, second, plea))).toBe('ok');
    expect(await waiting(reviewer)).toEqual(['first appeal']);
    const alone = { ...(await signUp(platform, 'elsewhere')).learner, role: 'instructor' as const };
    expect(await waiting(alone)).toEqual(['second appeal']);
    expect((await platform.app.attempts.get(second, alone))?.id).toBe(second);
    expect(await platform.app.attempts.get(attempt, alone)).toBeNull();
    // An appeal opens the attempt it is about, not the others beside it.
    await rows.attempt(stranger.id, GREY, START + 1, { score: 20, criteria: CRITERIA });
    const beside = await platform.app.attempts.ofLearnerFor(alone, stranger, GREY.id);
    expect(beside.map(({ id }) => id)).toEqual([second]);
    expect(await platform.app.attempts.ofLearnerFor(stranger, stranger, GREY.id)).toHaveLength(2);
  });
});
