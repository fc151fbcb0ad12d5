import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeWords } from '#core/notices/words.ts';
import { database } from '#server/config.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { dueSoon } from '#server/notices/due-soon.ts';
import { assignmentOf, overrideOf, schoolClass, value } from '#test/support/school-class.ts';
import { IDS, sweepFolders, testPlatform, until, upload, type TestPlatform } from '#test/support/platform.ts';

const DUE = Date.parse('2026-06-01T21:59:00Z');
const HOUR = 3_600_000;

let platform: TestPlatform;
let store: Store;
let clock: number;
let at: Awaited<ReturnType<typeof schoolClass>>;
let look: () => Promise<void>;

beforeEach(async () => {
  clock = Date.parse('2026-05-28T10:00:00Z');
  platform = await testPlatform({ now: () => clock });
  store = openStore(database(platform.config));
  at = await schoolClass(platform);
  const { catalogue, cohorts } = platform.app;
  look = dueSoon({ store, catalogue, duties: cohorts.duties, now: () => clock });
});
afterEach(async () => {
  await store.close();
  await platform.stop();
});
afterAll(sweepFolders);

const assigned = async (fields = {}) =>
  value(
    await platform.app.cohorts.assign(
      at.teacher,
      at.cohort.id,
      assignmentOf({ opens: '', due: '2026-06-01T23:59', closes: '', exercises: [IDS.grey], ...fields }),
    ),
  );
const told = async () => (await platform.app.notices.of(at.learner)).map((notice) => noticeWords(notice));

async function handIn(score: number): Promise<string> {
  const { attempts, catalogue } = platform.app;
  const sent = await attempts.submit(
    at.learner,
    catalogue.bySlug('grey')!,
    upload(Buffer.from(`score ${score} at ${clock}`)),
    '192.0.2.1',
    clock,
  );
  const { id } = value(sent).attempt;
  platform.start();
  await until(async () => (await attempts.get(id, at.learner))?.status === 'graded');
  return id;
}

describe('a learner is told', () => {
  it('a day before an assignment is due, once, while something is open', async () => {
    await assigned();
    await look();
    expect(await told()).toEqual([]);
    clock = DUE - 25 * HOUR;
    await look();
    expect(await told()).toEqual([]);
    clock = DUE - 23 * HOUR;
    await look();
    await look();
    const notices = await told();
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain('The grey ramp');
    clock = DUE + HOUR;
    await look();
    expect(await told()).toHaveLength(1);
  });

  it('not about what is passed, nor about what is not required', async () => {
    await assigned();
    await assigned({ required: false, exercises: [IDS.blue] });
    clock = DUE - 40 * HOUR;
    await handIn(90);
    clock = DUE - 20 * HOUR;
    await look();
    expect(await told()).toEqual([]);
  });

  it('of other times, by whom they hold', async () => {
    const { id } = await assigned();
    const form = overrideOf({
      for: `learner:${at.learner.id}`,
      due: '2026-06-03T12:00',
      reason: 'Ill last week.',
    });
    value(await platform.app.cohorts.putOverride(at.teacher, at.cohort.id, id, form));
    const [notice] = await told();
    // Why is for those who teach.
    expect(notice?.text).toBe('It is due Wed 3 Jun 2026, 12:00 (Europe/Berlin, UTC+2) for you.');
    expect(await platform.app.notices.of(at.teacher)).toEqual([]);
  });

  it('of the time that holds for them, whichever extension it comes from, and of none that changes nothing', async () => {
    const { id } = await assigned();
    const { cohorts, notices } = platform.app;
    value(await cohorts.addLabel(at.teacher, at.cohort.id, 'Group A'));
    const [label] = value(await cohorts.see(at.teacher, at.cohort.id)).labels;
    value(
      await cohorts.setMember(at.teacher, at.cohort.id, at.learner.id, {
        role: 'learner',
        labels: [label!.id],
      }),
    );
    const extend = async (whom: string, due: string) => {
      value(await cohorts.putOverride(at.teacher, at.cohort.id, id, overrideOf({ for: whom, due })));
      clock += 1;
    };
    await extend(`learner:${at.learner.id}`, '2026-06-03T12:00');
    // Their own holds: the label's changes nothing for them.
    await extend(`label:${label!.id}`, '2026-06-09T12:00');
    expect((await told()).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^It is due Wed 3 Jun 2026, 12:00/),
    ]);
    const own = value(await cohorts.see(at.teacher, at.cohort.id)).overrides.find(
      (one) => 'learnerId' in one.for,
    );
    value(await cohorts.removeOverride(at.teacher, at.cohort.id, id, own!.id));
    expect((await told())[0]?.text).toMatch(/^It is due Tue 9 Jun 2026, 12:00/);
    expect(await notices.of(at.fellow)).toEqual([]);
  });

  it('of a review that is done, once, and has seen it who opened the attempt', async () => {
    await assigned();
    const attempt = await handIn(40);
    const { review, notices } = platform.app;
    const save = async (done: boolean) => {
      const { version } = (await review.of(attempt, at.teacher))!;
      return review.save(at.teacher, attempt, {
        note: 'Look at the shadows.',
        scores: {},
        notes: {},
        whole: '',
        version: String(version),
        done,
      });
    };
    value(await save(false));
    expect(await told()).toEqual([]);
    value(await save(true));
    value(await save(true));
    expect((await told()).map(({ title }) => title)).toEqual([
      `${at.teacher.name} has reviewed “The grey ramp”`,
    ]);
    expect(await notices.unread(at.learner)).toBe(1);
    await notices.markRead(at.learner, { href: `/attempts/${attempt}` });
    expect(await notices.unread(at.learner)).toBe(0);
  });

  it('of remarks, those of one reviewer in one day once', async () => {
    await assigned();
    const attempt = await handIn(40);
    const { review } = platform.app;
    const remark = (body: string) =>
      review.comment(at.teacher, attempt, { body, frame: '', criterion: '', x: '', y: '' });
    value(await remark('The rim is soft.'));
    value(await remark('The shadow lies the wrong way.'));
    expect((await told()).map(({ title }) => title)).toEqual([
      `${at.teacher.name} has remarked on “The grey ramp”`,
    ]);
    clock += 24 * HOUR;
    value(await remark('Better.'));
    expect(await told()).toHaveLength(2);
  });

  it('of a grade that took long, and not of one that came at once', async () => {
    await handIn(50);
    expect(await told()).toEqual([]);
    const { catalogue } = platform.app;
    await platform.stop();
    platform = await testPlatform({ now: () => clock, data: platform.data, exercises: platform.exercises });
    const sent = await platform.app.attempts.submit(
      at.learner,
      catalogue.bySlug('grey')!,
      upload(Buffer.from('score 60, later')),
      '192.0.2.1',
    );
    clock += HOUR;
    platform.start();
    const { id } = value(sent).attempt;
    await until(async () => (await platform.app.attempts.get(id, at.learner))?.status === 'graded');
    expect(await told()).toEqual([
      {
        title: '“The grey ramp” is graded',
        text: 'It took longer than usual. The result: not yet, 60 of 100.',
      },
    ]);
  });
});
