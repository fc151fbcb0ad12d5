import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choiceOf } from '#core/gradebook/choose.ts';
import { assignmentOf, code, overrideOf, person, schoolClass, value } from '#test/support/school-class.ts';
import { sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let clock: number;
let at: Awaited<ReturnType<typeof schoolClass>>;
const cohorts = () => platform.app.cohorts;

beforeEach(async () => {
  clock = Date.UTC(2026, 4, 20);
  platform = await testPlatform({ now: () => clock });
  at = await schoolClass(platform);
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

describe('making a class', () => {
  it.each([
    ['no name', { name: '  ', zone: 'UTC' }, 'name-invalid'],
    ['a long name', { name: 'x'.repeat(81), zone: 'UTC' }, 'name-invalid'],
    ['no zone', { name: 'A', zone: '' }, 'zone-unknown'],
    ['an offset for a zone', { name: 'A', zone: '+02:00' }, 'zone-unknown'],
    ['all of it', { name: 'A', zone: 'Asia/Kathmandu' }, 'ok'],
  ])('with %s', async (_, form, expected) => {
    expect(code(await cohorts().create(at.teacher, form))).toBe(expected);
  });

  it('is for instructors and owners', async () => {
    const owner = await person(platform, 'owner', 'owner');
    const form = { name: 'Another', zone: 'UTC' };
    expect(code(await cohorts().create(at.learner, form))).toBe('not-yours-to-do');
    expect(code(await cohorts().create(at.reviewer, form))).toBe('not-yours-to-do');
    expect(code(await cohorts().create(owner, form))).toBe('ok');
  });
});

describe('an invitation', () => {
  it('brings in whoever has it, however it is typed, and twice is once', async () => {
    const one = await person(platform, 'one');
    const typed = ` ${at.cohort.inviteCode.slice(0, 5).toLowerCase()} ${at.cohort.inviteCode.slice(5)}`;
    expect(value(await cohorts().join(one, typed)).id).toBe(at.cohort.id);
    expect(code(await cohorts().join(one, typed))).toBe('ok');
    const { members } = value(await cohorts().see(at.teacher, at.cohort.id));
    expect(members.filter(({ learner }) => learner.id === one.id)).toHaveLength(1);
  });

  it('leaves staff what they are', async () => {
    value(await cohorts().join(at.reviewer, at.cohort.inviteCode));
    expect(value(await cohorts().see(at.reviewer, at.cohort.id)).role).toBe('reviewer');
  });

  it('is no use closed, and none once there is a new code', async () => {
    const one = await person(platform, 'one');
    const { id, inviteCode } = at.cohort;
    value(await cohorts().setInvite(at.teacher, id, 'close'));
    expect(code(await cohorts().join(one, inviteCode))).toBe('invite-closed');
    value(await cohorts().setInvite(at.teacher, id, 'rotate'));
    expect(code(await cohorts().join(one, inviteCode))).toBe('invite-unknown');
    const fresh = value(await cohorts().see(at.teacher, id)).cohort.inviteCode;
    expect(code(await cohorts().join(one, fresh))).toBe('invite-closed');
    value(await cohorts().setInvite(at.teacher, id, 'open'));
    expect(code(await cohorts().join(one, fresh))).toBe('ok');
  });

  it('needs an account', async () => {
    const guest = value(await platform.app.accounts.becomeGuest('192.0.2.9')).learner;
    expect(code(await cohorts().join(guest, at.cohort.inviteCode))).toBe('account-needed');
  });
});

describe('what one sees of a class', () => {
  it.each(['teacher', 'reviewer'] as const)('a %s: everybody, with addresses', async (who) => {
    const { members } = value(await cohorts().see(at[who], at.cohort.id));
    expect(members.map(({ learner }) => learner.email).sort()).toEqual([
      'fellow@example.org',
      'learner@example.org',
      'reviewer@example.org',
      'teacher@example.org',
    ]);
  });

  it('a learner: themselves and the staff, without addresses', async () => {
    const { members } = value(await cohorts().see(at.learner, at.cohort.id));
    expect(members.map(({ learner }) => [learner.name, learner.email])).toEqual([
      ['learner', null],
      ['reviewer', null],
      ['teacher', null],
    ]);
  });

  it('somebody else: nothing, as if there were none', async () => {
    const other = await schoolClass(platform, 'other-');
    for (const who of [other.teacher, other.reviewer, other.learner])
      expect(code(await cohorts().see(who, at.cohort.id))).toBe('no-such-class');
    expect((await cohorts().list(other.teacher)).map(({ cohort }) => cohort.id)).toEqual([other.cohort.id]);
  });

  it('whoever has left sees it no more', async () => {
    value(await cohorts().removeMember(at.teacher, at.cohort.id, at.learner.id));
    expect(code(await cohorts().see(at.learner, at.cohort.id))).toBe('no-such-class');
    expect(await cohorts().concern(at.learner)).toBe(false);
  });
});

describe('leaving a class', () => {
  const rows = async () => {
    const choice = choiceOf(new URLSearchParams());
    const book = await platform.app.gradebooks.of(at.cohort.id, at.teacher, choice);
    return book!.whole.rows.map(({ student }) => [student.name, student.labels, book!.whole.columns.length]);
  };

  it('takes a learner off roster and gradebook, and says so in the history', async () => {
    expect(await rows()).toHaveLength(2);
    clock += 1;
    value(await cohorts().leave(at.learner, at.cohort.id));
    expect((await rows()).map(([name]) => name)).toEqual(['fellow']);
    expect(code(await cohorts().see(at.learner, at.cohort.id))).toBe('no-such-class');
    expect(code(await cohorts().leave(at.learner, at.cohort.id))).toBe('no-such-class');
    expect(await cohorts().duties(at.learner)).toEqual([]);
    const [latest] = value(await cohorts().history(at.teacher, at.cohort.id));
    expect(latest).toMatchObject({ actor: 'learner', code: 'member.left', before: { role: 'learner' } });
  });

  it('is undone by the invitation: labels and extensions are as they were', async () => {
    value(await cohorts().addLabel(at.teacher, at.cohort.id, 'Group A'));
    const [label] = value(await cohorts().see(at.teacher, at.cohort.id)).labels;
    const form = { role: 'learner', labels: [label!.id] };
    value(await cohorts().setMember(at.teacher, at.cohort.id, at.learner.id, form));
    const { id } = value(await cohorts().assign(at.teacher, at.cohort.id, assignmentOf()));
    const longer = overrideOf({ for: `learner:${at.learner.id}`, due: '2026-06-03T12:00', reason: 'Ill' });
    value(await cohorts().putOverride(at.teacher, at.cohort.id, id, longer));
    const before = [await rows(), await cohorts().duties(at.learner)];
    value(await cohorts().leave(at.learner, at.cohort.id));
    value(await cohorts().join(at.learner, at.cohort.inviteCode));
    expect([await rows(), await cohorts().duties(at.learner)]).toEqual(before);
    expect(before[1]).toMatchObject([{ terms: { dueAt: Date.parse('2026-06-03T10:00:59.999Z') } }]);
  });

  it.each([
    ['a reviewer', 'ok', 'reviewer'],
    ['its only instructor', 'last-instructor', 'teacher'],
  ] as const)('for %s: %s', async (_, expected, who) => {
    expect(code(await cohorts().leave(at[who], at.cohort.id))).toBe(expected);
  });

  it('is not for an owner who is not in it, nor for anybody once it is in the archive', async () => {
    const owner = await person(platform, 'owner', 'owner');
    expect(code(await cohorts().leave(owner, at.cohort.id))).toBe('not-yours-to-do');
    value(await cohorts().setArchived(at.teacher, at.cohort.id, true));
    expect(code(await cohorts().leave(at.learner, at.cohort.id))).toBe('class-archived');
  });
});

describe('changing a class', () => {
  const form = { name: 'Retouching II', zone: 'Europe/Berlin' };

  it('two instructors at once: the second is told, and nothing is lost', async () => {
    const { id } = at.cohort;
    expect(code(await cohorts().change(at.teacher, id, { ...form, version: '1' }))).toBe('ok');
    expect(code(await cohorts().change(at.teacher, id, { ...form, name: 'III', version: '1' }))).toBe(
      'changed-meanwhile',
    );
    expect(value(await cohorts().see(at.teacher, id)).cohort).toMatchObject({
      name: 'Retouching II',
      version: 2,
    });
  });

  it('in another zone every wall time stays and means another instant', async () => {
    const { id } = at.cohort;
    const { id: assignmentId } = value(await cohorts().assign(at.teacher, id, assignmentOf()));
    await cohorts().change(at.teacher, id, { ...form, zone: 'America/New_York', version: '1' });
    const [assignment] = value(await cohorts().see(at.teacher, id)).assignments;
    expect(assignment).toMatchObject({
      id: assignmentId,
      walls: { due: '2026-06-01T23:59' },
      dueAt: Date.parse('2026-06-02T03:59:59.999Z'),
    });
  });

  it('not into a zone in which one of its times never comes', async () => {
    const { id } = at.cohort;
    const due = { opens: '', due: '2026-10-04T02:15', closes: '' };
    value(await cohorts().assign(at.teacher, id, assignmentOf(due)));
    expect(
      code(await cohorts().change(at.teacher, id, { ...form, zone: 'Australia/Lord_Howe', version: '1' })),
    ).toBe('due-no-such-time');
    expect(value(await cohorts().see(at.teacher, id)).cohort).toMatchObject({
      zone: 'Europe/Berlin',
      version: 1,
    });
  });

  it('the archive is read, not changed', async () => {
    const { id, inviteCode } = at.cohort;
    value(await cohorts().setArchived(at.teacher, id, true));
    expect(code(await cohorts().assign(at.teacher, id, assignmentOf()))).toBe('class-archived');
    expect(code(await cohorts().addLabel(at.teacher, id, 'Group A'))).toBe('class-archived');
    expect(code(await cohorts().invitation(inviteCode))).toBe('invite-closed');
    expect(code(await cohorts().see(at.learner, id))).toBe('ok');
    value(await cohorts().setArchived(at.teacher, id, false));
    expect(code(await cohorts().assign(at.teacher, id, assignmentOf()))).toBe('ok');
  });
});

describe('members', () => {
  it('a class keeps one instructor', async () => {
    const { id } = at.cohort;
    const demoted = { role: 'learner', labels: [] };
    expect(code(await cohorts().setMember(at.teacher, id, at.teacher.id, demoted))).toBe('last-instructor');
    expect(code(await cohorts().removeMember(at.teacher, id, at.teacher.id))).toBe('last-instructor');
    value(await cohorts().setMember(at.teacher, id, at.reviewer.id, { role: 'instructor', labels: [] }));
    expect(code(await cohorts().removeMember(at.teacher, id, at.teacher.id))).toBe('ok');
  });

  it.each([
    ['nothing', '  ', 'label-invalid'],
    ['a comma', 'A, B', 'label-invalid'],
    ['too much', 'x'.repeat(41), 'label-invalid'],
    ['one that is there, in other letters', 'GROUP a', 'label-taken'],
    ['another', 'Group B', 'ok'],
  ])('a label called %s', async (_, name, expected) => {
    value(await cohorts().addLabel(at.teacher, at.cohort.id, 'Group A'));
    expect(code(await cohorts().addLabel(at.teacher, at.cohort.id, name))).toBe(expected);
  });

  it('carry labels of their own class alone', async () => {
    const other = await schoolClass(platform, 'other-');
    value(await cohorts().addLabel(other.teacher, other.cohort.id, 'Theirs'));
    value(await cohorts().addLabel(at.teacher, at.cohort.id, 'Ours'));
    const [theirs] = value(await cohorts().see(other.teacher, other.cohort.id)).labels;
    const [ours] = value(await cohorts().see(at.teacher, at.cohort.id)).labels;
    const labels = [theirs!.id, ours!.id];
    value(await cohorts().setMember(at.teacher, at.cohort.id, at.learner.id, { role: 'learner', labels }));
    expect(value(await cohorts().see(at.learner, at.cohort.id)).labels.map(({ name }) => name)).toEqual([
      'Ours',
    ]);
  });

  it('every change stands in the history, with who made it', async () => {
    value(await cohorts().addLabel(at.teacher, at.cohort.id, 'Group A'));
    const history = value(await cohorts().history(at.teacher, at.cohort.id));
    expect(history.map(({ actor, code: what }) => [actor, what])).toContainEqual(['teacher', 'label.added']);
    expect(history.map(({ code: what }) => what)).toContain('cohort.created');
    expect(code(await cohorts().history(at.reviewer, at.cohort.id))).toBe('not-yours-to-do');
  });
});
