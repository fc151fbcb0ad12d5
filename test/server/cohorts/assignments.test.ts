import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssignmentForm } from '#core/view/assignment-form.ts';
import { assignmentOf, code, overrideOf, schoolClass, value } from '#test/support/school-class.ts';
import {
  IDS,
  ramp,
  sweepFolders,
  testPlatform,
  until,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';

let platform: TestPlatform;
let clock: number;
let at: Awaited<ReturnType<typeof schoolClass>>;
const cohorts = () => platform.app.cohorts;
const assign = (fields: Partial<AssignmentForm> = {}) =>
  cohorts().assign(at.teacher, at.cohort.id, assignmentOf(fields));
const extend = (assignmentId: string, fields: Parameters<typeof overrideOf>[0]) =>
  cohorts().putOverride(at.teacher, at.cohort.id, assignmentId, overrideOf(fields));
const seen = async () => value(await cohorts().see(at.teacher, at.cohort.id));
const duty = async () => (await cohorts().duties(at.learner))[0]!;

beforeEach(async () => {
  clock = Date.parse('2026-05-28T10:00:00Z');
  platform = await testPlatform({ now: () => clock });
  at = await schoolClass(platform);
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

describe('assigning work', () => {
  it.each<[string, Partial<AssignmentForm>, string]>([
    ['as it should be', {}, 'ok'],
    ['without any times', { opens: '', due: '', closes: '' }, 'ok'],
    ['a whole track', { exercises: [], tracks: ['seeing'] }, 'ok'],
    ['no title', { title: ' ' }, 'title-invalid'],
    ['nothing', { exercises: [] }, 'work-missing'],
    ['a track that is not there', { tracks: ['cooking'] }, 'work-unknown'],
    ['an exercise that is not there', { exercises: ['x'] }, 'work-unknown'],
    ['a day that no calendar has', { due: '2026-06-31T10:00' }, 'due-not-a-time'],
    ['words for a time', { opens: 'tomorrow' }, 'opens-not-a-time'],
    ['the year 26, as a field takes it while somebody types', { due: '0026-06-01T10:00' }, 'due-far-off'],
    ['the end of all years', { closes: '9999-12-31T23:59' }, 'closes-far-off'],
    ['the last year that is taken', { closes: '2199-12-31T23:59' }, 'ok'],
    ['a time that never comes', { opens: '', due: '2026-03-29T02:30', closes: '' }, 'due-no-such-time'],
    ['due before it opens', { due: '2026-05-24T10:00' }, 'due-too-early'],
    ['closed before it is due', { closes: '2026-06-01T10:00' }, 'closes-too-early'],
    ['closed before it opens', { due: '', closes: '2026-05-20T10:00' }, 'closes-too-early'],
    ['due as it closes', { closes: '2026-06-01T23:59' }, 'ok'],
    ['no attempts', { attempts: '0' }, 'attempts-invalid'],
    ['half an attempt', { attempts: '1.5' }, 'attempts-invalid'],
    ['three attempts', { attempts: '3' }, 'ok'],
    [
      'more credit later',
      {
        steps: [
          { hours: '1', percent: '50' },
          { hours: '2', percent: '60' },
        ],
      },
      'late-invalid',
    ],
    [
      'steps that go back',
      {
        steps: [
          { hours: '24', percent: '80' },
          { hours: '12', percent: '50' },
        ],
      },
      'late-invalid',
    ],
    [
      'a step behind an endless one',
      {
        steps: [
          { hours: '', percent: '80' },
          { hours: '12', percent: '50' },
        ],
      },
      'late-invalid',
    ],
    ['a step without credit', { steps: [{ hours: '24', percent: '' }] }, 'late-invalid'],
    ['more than all', { steps: [{ hours: '24', percent: '101' }] }, 'late-invalid'],
    ['no step at all', { steps: [{ hours: '', percent: '' }] }, 'late-invalid'],
  ])('%s: %s', async (_, fields, expected) => {
    expect(code(await assign(fields))).toBe(expected);
  });

  it('a time that never comes is refused with the two nearest', async () => {
    const outcome = await assign({ opens: '', due: '2026-03-29T02:30', closes: '' });
    expect(outcome.ok ? '' : outcome.refusal.hint).toBe(
      'Take Sun 29 Mar 2026, 01:59 or Sun 29 Mar 2026, 03:00, the nearest that exist.',
    );
  });

  it('counts in the zone of the class, the whole last minute included', async () => {
    expect(value(await assign())).toMatchObject({
      opensAt: Date.parse('2026-05-25T07:00:00Z'),
      dueAt: Date.parse('2026-06-01T21:59:59.999Z'),
      closesAt: Date.parse('2026-06-05T21:59:59.999Z'),
      late: [
        { withinHours: 24, credit: 0.8 },
        { withinHours: 72, credit: 0.5 },
      ],
    });
  });

  it('of a time that comes twice the first holds', async () => {
    const made = value(await assign({ opens: '', due: '2026-10-25T02:30', closes: '' }));
    expect(made.dueAt).toBe(Date.parse('2026-10-25T00:30:59.999Z'));
  });

  it('a track stays as it was assigned until it is taken in anew', async () => {
    const made = value(await assign({ exercises: [], tracks: ['seeing'] }));
    expect(made.exerciseIds.toSorted()).toEqual(Object.values(IDS).sort());
  });
});

describe('changing an assignment', () => {
  const change = (id: string, fields: Partial<AssignmentForm>, along: string[] = []) =>
    cohorts().changeAssignment(at.teacher, at.cohort.id, id, assignmentOf(fields), along);
  const preview = async (id: string, fields: Partial<AssignmentForm>) =>
    value(await cohorts().previewChange(at.teacher, at.cohort.id, id, assignmentOf(fields)));

  it('two instructors at once: the second is told, and what was saved holds', async () => {
    const { id } = value(await assign());
    expect(code(await change(id, { title: 'Theirs' }))).toBe('ok');
    expect(code(await change(id, { title: 'Mine' }))).toBe('changed-meanwhile');
    expect((await seen()).assignments[0]).toMatchObject({ title: 'Theirs', version: 2 });
    expect(code(await change(id, { title: 'Mine', version: '2' }))).toBe('ok');
  });

  it('shows whom a moved date touches before it is saved', async () => {
    const { id } = value(await assign());
    value(await extend(id, { for: `learner:${at.learner.id}`, due: '2026-06-03T12:00' }));
    value(await extend(id, { for: `learner:${at.fellow.id}`, attempts: 'any' }));
    const later = await preview(id, { due: '2026-06-04T23:59' });
    expect(later).toMatchObject({ learners: 2, touched: 1 });
    expect(later.following).toHaveLength(1);
    expect(later.overrides).toEqual([
      expect.objectContaining({
        stay: {
          walls: expect.objectContaining({ due: '2026-06-03T12:00' }),
          problems: ['less-than-everyone'],
        },
        along: { walls: expect.objectContaining({ due: '2026-06-06T12:00' }), problems: [] },
        suggested: 'along',
      }),
    ]);
    const earlier = await preview(id, { due: '2026-05-31T23:59' });
    expect(earlier.overrides[0]).toMatchObject({ suggested: 'stay', stay: { problems: [] } });
    const behind = await preview(id, { opens: '2026-06-03T18:00', due: '2026-06-04T23:59' });
    expect(behind.overrides[0]!.stay.problems).toEqual(['before-opening', 'less-than-everyone']);
  });

  it('an extension stays or moves along, as it was chosen', async () => {
    const { id } = value(await assign());
    value(await extend(id, { for: `learner:${at.learner.id}`, due: '2026-06-03T12:00' }));
    value(await extend(id, { for: `learner:${at.fellow.id}`, due: '2026-06-04T12:00' }));
    const moving = (await seen()).overrides.find(({ walls }) => walls.due === '2026-06-03T12:00');
    value(await change(id, { due: '2026-06-02T23:59' }, [moving!.id]));
    const after = (await seen()).overrides.map(({ walls }) => walls.due).sort();
    expect(after).toEqual(['2026-06-04T12:00', '2026-06-04T12:00']);
  });

  it('says how many attempts would be worth less', async () => {
    const { id } = value(await assign());
    const grey = platform.app.catalogue.bySlug('grey')!;
    value(
      await platform.app.attempts.submit(
        at.learner,
        grey,
        upload(await ramp(24, 16).png().toBuffer()),
        '192.0.2.1',
      ),
    );
    expect(await preview(id, { due: '2026-05-27T23:59' })).toMatchObject({
      worseAttempts: 1,
      betterAttempts: 0,
    });
    expect(await preview(id, { due: '2026-06-02T23:59' })).toMatchObject({
      worseAttempts: 0,
      betterAttempts: 0,
    });
  });

  it('removed, it is no longer to be done', async () => {
    const { id } = value(await assign());
    value(await cohorts().removeAssignment(at.teacher, at.cohort.id, id));
    expect(await cohorts().duties(at.learner)).toEqual([]);
    expect(code(await change(id, {}))).toBe('no-such-assignment');
  });

  it('is not to be reached through another class', async () => {
    const other = await schoolClass(platform, 'other-');
    const { id } = value(await assign());
    const form = assignmentOf();
    expect(code(await cohorts().changeAssignment(other.teacher, other.cohort.id, id, form, []))).toBe(
      'no-such-assignment',
    );
    expect(code(await cohorts().changeAssignment(other.teacher, at.cohort.id, id, form, []))).toBe(
      'no-such-class',
    );
    expect(code(await cohorts().removeAssignment(other.teacher, other.cohort.id, id))).toBe(
      'no-such-assignment',
    );
  });
});

describe('extensions', () => {
  it.each<
    [
      string,
      Parameters<typeof overrideOf>[0] | ((learner: string) => Parameters<typeof overrideOf>[0]),
      string,
    ]
  >([
    ['for nobody', { due: '2026-06-03T12:00' }, 'for-missing'],
    ['for somebody who is not there', { for: 'learner:x', due: '2026-06-03T12:00' }, 'for-unknown'],
    ['for a label that is not there', { for: 'label:x', due: '2026-06-03T12:00' }, 'for-unknown'],
    ['of nothing', (id) => ({ for: `learner:${id}` }), 'due-nothing-set'],
    [
      'to a time that never comes',
      (id) => ({ for: `learner:${id}`, due: '2027-03-28T02:30' }),
      'due-no-such-time',
    ],
    ['that gives less time', (id) => ({ for: `learner:${id}`, due: '2026-05-30T12:00' }), 'would-shorten'],
    [
      'that gives less time, and is meant so',
      (id) => ({ for: `learner:${id}`, due: '2026-05-30T12:00', shorten: true }),
      'ok',
    ],
    ['that limits attempts', (id) => ({ for: `learner:${id}`, attempts: '2' }), 'would-shorten'],
    ['of stricter late work', (id) => ({ for: `learner:${id}`, late: 'none' as const }), 'would-shorten'],
    [
      'that opens after it is due for everyone',
      (id) => ({ for: `learner:${id}`, opens: '2026-06-09T12:00', shorten: true }),
      'due-too-early',
    ],
    [
      'that closes before it is due for everyone',
      (id) => ({ for: `learner:${id}`, closes: '2026-05-30T12:00', shorten: true }),
      'closes-too-early',
    ],
    [
      'that closes before it is due for everyone, and is due before',
      (id) => ({ for: `learner:${id}`, due: '2026-05-29T12:00', closes: '2026-05-30T12:00', shorten: true }),
      'ok',
    ],
    [
      'due before it opens for everyone',
      (id) => ({ for: `learner:${id}`, due: '2026-05-20T12:00', shorten: true }),
      'due-too-early',
    ],
    ['of any number of attempts', (id) => ({ for: `learner:${id}`, attempts: 'any' }), 'ok'],
    ['to the minute', (id) => ({ for: `learner:${id}`, due: '2026-06-03T12:07' }), 'ok'],
  ])('%s: %s', async (_, fields, expected) => {
    const { id } = value(await assign());
    expect(code(await extend(id, typeof fields === 'function' ? fields(at.learner.id) : fields))).toBe(
      expected,
    );
  });

  it('two for one learner are refused; changed it takes the place of the old one', async () => {
    const { id } = value(await assign());
    const whom = `learner:${at.learner.id}`;
    value(await extend(id, { for: whom, due: '2026-06-03T12:00' }));
    expect(code(await extend(id, { for: whom, due: '2026-06-04T12:00' }))).toBe('for-taken');
    const [first] = (await seen()).overrides;
    value(await extend(id, { for: whom, due: '2026-06-04T12:00', replaces: first!.id }));
    expect((await seen()).overrides.map(({ walls }) => walls.due)).toEqual(['2026-06-04T12:00']);
    expect(code(await extend(id, { for: whom, due: '2026-06-05T12:00', replaces: first!.id }))).toBe(
      'override-gone',
    );
  });

  it('holds for its learner alone, or for all of a label', async () => {
    const { id } = value(await assign());
    value(await cohorts().addLabel(at.teacher, at.cohort.id, 'Group A'));
    const [label] = (await seen()).labels;
    value(
      await cohorts().setMember(at.teacher, at.cohort.id, at.learner.id, {
        role: 'learner',
        labels: [label!.id],
      }),
    );
    value(await extend(id, { for: `label:${label!.id}`, due: '2026-06-03T12:00' }));
    expect((await duty()).terms.dueAt).toBe(Date.parse('2026-06-03T10:00:59.999Z'));
    const [fellow] = await cohorts().duties(at.fellow);
    expect(fellow!.terms.dueAt).toBe(Date.parse('2026-06-01T21:59:59.999Z'));
    expect(code(await cohorts().removeLabel(at.teacher, at.cohort.id, label!.id))).toBe('label-used');
    const [override] = (await seen()).overrides;
    value(await cohorts().removeOverride(at.teacher, at.cohort.id, id, override!.id));
    expect((await duty()).terms.dueAt).toBe(Date.parse('2026-06-01T21:59:59.999Z'));
    expect(code(await cohorts().removeLabel(at.teacher, at.cohort.id, label!.id))).toBe('ok');
  });
});

describe('what counts is when the first byte came', () => {
  const DUE = Date.parse('2026-06-01T21:59:59.999Z');
  const hand = async (arrivedAt: number, tint = 0) => {
    const grey = platform.app.catalogue.bySlug('grey')!;
    const picture = upload(await ramp(240, 160, tint).png().toBuffer());
    const sent = value(await platform.app.attempts.submit(at.learner, grey, picture, '192.0.2.1', arrivedAt));
    await until(
      async () => (await platform.app.attempts.get(sent.attempt.id, at.learner))?.status === 'graded',
    );
    return sent.attempt.id;
  };

  it('an upload that began in time and ended late is in time', async () => {
    value(await assign());
    platform.start();
    clock = DUE + 60_000;
    const id = await hand(DUE);
    const [exercise] = (await duty()).exercises;
    expect(exercise!.cell).toMatchObject({ attemptId: id, credit: 1 });
    expect((await platform.app.attempts.get(id, at.learner))?.arrivedAt).toBe(DUE);
  });

  it('late it earns less, after the close nothing, beyond the limit nothing', async () => {
    value(await assign({ attempts: '2' }));
    platform.start();
    clock = DUE + 3_600_000;
    await hand(clock, 1);
    expect((await duty()).exercises[0]).toMatchObject({
      left: 1,
      cell: { credit: 0.8, attempts: 1, outside: 0 },
    });
    clock = DUE + 2 * 86_400_000;
    await hand(clock, 2);
    clock += 60_000;
    await hand(clock, 3);
    expect((await duty()).exercises[0]).toMatchObject({
      left: 0,
      cell: { credit: 0.8, attempts: 2, outside: 1 },
    });
    clock = DUE + 5 * 86_400_000;
    await hand(clock, 4);
    expect(await duty()).toMatchObject({
      phase: 'closed',
      exercises: [{ cell: { attempts: 2, outside: 2 } }],
    });
  });

  it('what waits since before a deadline is not put aside by what comes after it', async () => {
    value(await assign());
    const grey = platform.app.catalogue.bySlug('grey')!;
    const send = async (arrivedAt: number, tint: number) => {
      clock = arrivedAt;
      const picture = upload(await ramp(240, 160, tint).png().toBuffer());
      return value(await platform.app.attempts.submit(at.learner, grey, picture, '192.0.2.1', arrivedAt))
        .attempt.id;
    };
    const ids = [await send(DUE - 30_000, 1), await send(DUE - 15_000, 2), await send(DUE + 15_000, 3)];
    const states = await Promise.all(
      ids.map(async (id) => (await platform.app.attempts.get(id, at.learner))?.status),
    );
    expect(states).toEqual(['superseded', 'queued', 'queued']);
  });
});
