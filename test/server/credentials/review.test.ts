import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner, Outcome } from '#core/types.ts';
import type { CalibrationForm, ReviewDesk, ReviewForm } from '#server/credentials/review-app.ts';
import { openStore } from '#server/db/open.ts';
import { BOTH, certifyingPlatform, dueLearner } from '#test/support/certificates.ts';
import { signUp, sweepFolders, type TestPlatform } from '#test/support/platform.ts';

let time = Date.UTC(2026, 1, 2);
let platform: TestPlatform;
let candidate: Learner;
let first: ReviewDesk;
let second: ReviewDesk;

const reviewer = async (name: string, role: Learner['role']): Promise<ReviewDesk> => {
  const { learner } = await signUp(platform, name);
  return platform.app.credentials.reviewDesk({ ...learner, role })!;
};
beforeEach(async () => {
  time = Date.UTC(2026, 1, 2);
  platform = await certifyingPlatform({ now: () => time });
  candidate = await dueLearner(platform, 'candidate');
  first = await reviewer('reviewer-one', 'reviewer');
  second = await reviewer('reviewer-two', 'instructor');
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'granted' : outcome.refusal.code);

/** Marks of the round as the reference has them, moved by so many levels. */
async function roundOf(desk: ReviewDesk, off = 0): Promise<CalibrationForm> {
  const { rubric, round, samples } = (await desk.calibration('capstone'))!;
  const levels = samples.map(({ id, marks }): [string, Record<string, string>] => [
    id,
    Object.fromEntries(
      rubric.dimensions.map((dimension) => {
        const { level } = marks[dimension.id]!;
        return [dimension.id, String(level > 2 ? level - off : level + off)];
      }),
    ),
  ]);
  return { round: String(round), version: String(rubric.version), levels: Object.fromEntries(levels) };
}
const calibrate = async (desk: ReviewDesk) => desk.calibrate('capstone', await roundOf(desk));

const form = (level: number, over: Partial<ReviewForm> = {}): ReviewForm => {
  const dimensions = ['tone', 'colour', 'frame', 'hand', 'together'];
  return {
    version: '0',
    note: '',
    levels: Object.fromEntries(dimensions.map((id) => [id, String(level)])),
    sentences: Object.fromEntries(dimensions.map((id) => [id, `What is seen of ${id}.`])),
    decision: 'accept',
    ...over,
  };
};
const asked = async (): Promise<string> => {
  await platform.app.credentials.askReview(candidate, 'looked-at');
  return (await first.queue())[0]!.id;
};
const path = async () =>
  (await platform.app.credentials.path(candidate)).find(({ rule }) => rule.id === 'looked-at')!;

describe('whoever reviews', () => {
  it('has a role in the school, and calibrates first', async () => {
    const { credentials } = platform.app;
    expect(credentials.reviewDesk(candidate)).toBeNull();
    expect(credentials.reviewDesk({ ...candidate, role: 'owner', guest: true })).toBeNull();
    const id = await asked();
    expect(code(await first.open(id))).toBe('not-calibrated');
    expect(code(await first.take(id))).toBe('not-calibrated');
    expect(code(await first.save(id, form(4)))).toBe('not-calibrated');
    expect(await first.picture(id, 0, 0)).toBeNull();
    expect((await path()).state).toBe('waiting');
  });

  it('is calibrated by agreeing, in a later round too, and sees the reasons after each', async () => {
    expect(await first.calibration('other')).toBeNull();
    const given = await roundOf(first, 1);
    expect(code(await first.calibrate('capstone', { ...given, levels: {} }))).toBe('levels-missing');
    expect(code(await first.calibrate('capstone', { ...given, version: '0' }))).toBe('calibration-moved');
    expect(code(await first.calibrate('capstone', given))).toBe('granted');
    expect(code(await first.calibrate('capstone', given))).toBe('calibration-moved');
    const after = (await first.calibration('capstone'))!;
    expect(after).toMatchObject({
      calibrated: false,
      round: 1,
      last: { agrees: false, mean: 1, furthest: 1 },
    });
    const shown = new Set(after.last!.samples.map(({ id }) => id));
    expect(after.samples.filter(({ id }) => shown.has(id))).toEqual([]);
    expect(code(await calibrate(first))).toBe('granted');
    expect(await first.rubrics()).toMatchObject([{ calibrated: true, rounds: 2 }]);
    expect(await second.rubrics()).toMatchObject([{ calibrated: false, rounds: 0 }]);
  });

  it('does not review their own work', async () => {
    const own = platform.app.credentials.reviewDesk({ ...candidate, role: 'reviewer' })!;
    const id = await asked();
    await calibrate(own);
    expect(await own.queue()).toEqual([]);
    expect(code(await own.save(id, form(4)))).toBe('own-work');
  });
});

describe('a review', () => {
  it('is marked and returned, asked for again and accepted; the learner reads it, is told, and claims', async () => {
    await calibrate(first);
    const { app } = platform;
    const id = await asked();
    const sheet = await first.open(id);
    expect(sheet.ok && sheet.value.pieces.map(({ title, score }) => [title, score])).toEqual([
      ['The blue ramp', 81],
      ['The grey ramp', 92],
    ]);
    expect(code(await first.save(id, form(2, { decision: 'return' })))).toBe('note-missing');
    expect(code(await first.save(id, form(2, { decision: 'return', note: 'The blue one leans.' })))).toBe(
      'granted',
    );
    expect(code(await first.save(id, form(4)))).toBe('review-decided');
    const returned = await path();
    expect([returned.state, returned.review?.note, returned.review?.marks.length]).toEqual([
      'ask',
      'The blue one leans.',
      5,
    ]);
    expect(returned.review?.marks[1]).toEqual({
      dimension: 'colour',
      title: 'Colour',
      level: 2,
      sentence: 'What is seen of colour.',
    });
    expect(code(await app.credentials.claim(candidate, 'looked-at', BOTH))).toBe('certificate-not-due');

    time += 60_000;
    const again = await asked();
    expect((await path()).review).toBeNull();
    expect(code(await first.save(again, form(3)))).toBe('granted');
    expect((await path()).state).toBe('ready');
    expect(code(await app.credentials.claim(candidate, 'looked-at', BOTH))).toBe('granted');

    const store = openStore(join(platform.data, 'atelier.db'));
    const notices = await store.db
      .selectFrom('notices')
      .select(['code', 'params'])
      .where('learner_id', '=', candidate.id)
      .orderBy('at')
      .execute();
    const audit = await store.db.selectFrom('audit').select('code').orderBy('at').orderBy('id').execute();
    await store.close();
    expect(notices).toEqual(
      ['returned', 'accepted'].map((outcome) => ({
        code: 'certificate-reviewed',
        params: JSON.stringify({ certificate: 'Looked at', outcome }),
      })),
    );
    expect(audit.map((entry) => entry.code).sort()).toEqual([
      'certificate-review.accepted',
      'certificate-review.returned',
      'rubric.calibrated',
    ]);
  });

  it.each<[string, ReviewForm, string]>([
    ['a dimension too low', form(4, { levels: { ...form(4).levels, hand: '1' } }), 'below-rubric'],
    ['a mean too low', form(2), 'below-rubric'],
    ['a level that is none', form(4, { levels: { ...form(4).levels, hand: '5' } }), 'marks-missing'],
    ['no sentence', form(4, { sentences: { ...form(4).sentences, hand: ' ' } }), 'marks-missing'],
    ['a note too long', form(4, { note: 'x'.repeat(2001) }), 'note-missing'],
  ])('is not accepted with %s, and nothing is kept of it', async (_, given, refusal) => {
    await calibrate(first);
    const id = await asked();
    expect(code(await first.save(id, given))).toBe(refusal);
    const sheet = await first.open(id);
    expect(sheet.ok && [sheet.value.version, sheet.value.marks, sheet.value.held]).toEqual([0, [], null]);
  });

  it('is with one reviewer at a time, for a quarter of an hour, and never overwritten', async () => {
    await calibrate(first);
    await calibrate(second);
    const id = await asked();
    const both = await Promise.all([first.take(id), second.take(id)]);
    expect(both.map(code).sort()).toEqual(['being-reviewed', 'granted']);
    const [holder, other] = both[0].ok ? [first, second] : [second, first];
    const kept = form(3, { decision: 'keep', levels: { tone: '3' }, note: 'So far.' });
    expect(code(await other.save(id, form(4)))).toBe('being-reviewed');
    expect(code(await holder.save(id, kept))).toBe('granted');
    expect(code(await holder.save(id, form(4)))).toBe('review-moved');
    expect((await other.queue())[0]?.held).toMatchObject({ mine: false });
    expect((await path()).review).toBeNull();
    time += 16 * 60_000;
    expect(code(await other.save(id, form(4)))).toBe('review-moved');
    expect(code(await other.release(id))).toBe('granted');
    expect(code(await other.save(id, form(4, { version: '1' })))).toBe('granted');
    expect((await path()).review?.marks.map(({ level }) => level)).toEqual([4, 4, 4, 4, 4]);
  });
});
