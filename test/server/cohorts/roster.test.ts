import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { code, person, schoolClass, value } from '#test/support/school-class.ts';
import { sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let at: Awaited<ReturnType<typeof schoolClass>>;
const cohorts = () => platform.app.cohorts;
const preview = (csv: string) => cohorts().previewRoster(at.teacher, at.cohort.id, csv);
const bringIn = (csv: string) => cohorts().importRoster(at.teacher, at.cohort.id, csv);
const fates = async (csv: string) =>
  value(await preview(csv)).lines.map(({ line, email, fate }) => [line, email, fate]);
const roster = async () =>
  value(await cohorts().see(at.teacher, at.cohort.id))
    .members.filter(({ role }) => role === 'learner')
    .map(({ learner, sisId, labels }) => [learner.email, sisId, labels.map(({ name }) => name).join('+')])
    .sort();

beforeEach(async () => {
  platform = await testPlatform();
  at = await schoolClass(platform);
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

describe('the same roster, however it is written', () => {
  const expected = {
    name: 'Learner 1',
    email: 'one@example.org',
    labels: ['Group A', 'Evening'],
    sisId: '007',
    problem: null,
  };
  it.each([
    ['commas', 'name,email,labels,sis id\nLearner 1,one@example.org,"Group A,Evening",007\n'],
    ['semicolons', 'name;email;labels;sis id\nLearner 1;one@example.org;"Group A;Evening";007\n'],
    ['tabs', 'name\temail\tlabels\tsis id\nLearner 1\tone@example.org\tGroup A|Evening\t007'],
    ['another order', 'sis id,labels,email,name\n007,Group A|Evening,one@example.org,Learner 1\n'],
    [
      'a byte order mark and Windows line ends',
      '\uFEFFname,email,labels,sis id\r\nLearner 1,one@example.org,Group A; Evening,007\r\n',
    ],
    [
      'other names of columns',
      'Full Name,E-Mail Address,Groups,SIS User ID\nLearner 1,One@Example.org,Group A|Evening,007',
    ],
    [
      'first and last name apart',
      'Last name,First name,email,label,student id\n1,Learner,one@example.org,Group A|Evening,007',
    ],
    [
      'everything quoted',
      '"name","email","labels","sis id"\n"Learner 1","one@example.org","Group A, Evening","007"',
    ],
    [
      'spaces and empty lines',
      'name , email , labels , sis id\n\n  Learner   1 , one@example.org , Group A | Evening , 007 \n\n',
    ],
    [
      'with Excel’s own line above',
      'sep=;\r\nname;email;labels;sis id\r\nLearner 1;one@example.org;Group A|Evening;007\r\n',
    ],
    [
      'letters in parts, and signs that nobody sees',
      'name,email,labels,sis id\nLear\u200Bner 1\u202C,one@example.org,Group A\u202C|Evening|\u200B,0\u200E07',
    ],
    [
      'a column nobody knows',
      'name,phone,email,labels,sis id\nLearner 1,1,one@example.org,Group A|Evening,007',
    ],
  ])('%s', async (_, csv) => {
    const { lines } = value(await preview(csv));
    expect(lines).toEqual([expect.objectContaining(expected)]);
    expect(lines[0]!.fate).toBe('new');
  });

  it('a column that says nothing here is named', async () => {
    expect(value(await preview('email,phone,name\none@example.org,1,Learner 1')).ignored).toEqual(['phone']);
  });
});

describe('what cannot be read is refused with a sentence', () => {
  it.each([
    ['nothing', '', 'roster-empty'],
    ['columns alone', 'name,email\n', 'roster-empty'],
    ['no addresses', 'name,phone\nLearner 1,12', 'roster-no-email'],
    ['two columns of addresses', 'email,e-mail\na@example.org,b@example.org', 'roster-column-twice'],
    ['a quotation mark that is not closed', 'name,email\n"Learner 1,one@example.org\n', 'roster-broken'],
    ['a quotation mark in the middle', 'name,email\n"Lear"ner,one@example.org\n', 'roster-broken'],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000', 'roster-no-email'],
    ['far too many lines', `email,name\n${'one@example.org,One\n'.repeat(2001)}`, 'roster-too-long'],
  ])('%s', async (_, csv, expected) => {
    expect(code(await preview(csv))).toBe(expected);
    expect(code(await bringIn(csv))).toBe(expected);
  });
});

describe('what is wrong with one line is said of that line', () => {
  const csv = [
    'name,email,labels,sis id',
    'Learner 1,one@example.org,,',
    'Learner 2,two@,,',
    ',three@example.org,,',
    'Learner 4,,,',
    'Learner 1,one@example.org,,',
    'Somebody,one@example.org,,',
    `Learner 6,six@example.org,${'x'.repeat(41)},`,
    'Learner 7,seven@example.org,,,,more',
    'Learner,learner@example.org,,',
  ].join('\n');

  it('and the others are not held up', async () => {
    expect(await fates(csv)).toEqual([
      [2, 'one@example.org', 'new'],
      [3, 'two@', 'wrong'],
      [4, 'three@example.org', 'wrong'],
      [5, '', 'wrong'],
      [6, 'one@example.org', 'same'],
      [7, 'one@example.org', 'wrong'],
      [8, 'six@example.org', 'wrong'],
      [9, 'seven@example.org', 'wrong'],
      [10, 'learner@example.org', 'same'],
    ]);
    expect(value(await bringIn(csv)).map(({ email }) => email)).toEqual(['one@example.org']);
  });
});

describe('a SIS id is one person’s', () => {
  it.each<[string, string, string[]]>([
    [
      'two lines with the same',
      'name,email,sis id\nA,a@example.org,7\nB,b@example.org,7',
      ['new', 'Line 2 has the same SIS id.'],
    ],
    [
      'somebody else’s of the class',
      'name,email,sis id\nA,a@example.org,70',
      ['Somebody else in this class has the same SIS id.'],
    ],
    [
      'somebody else’s, who gets another',
      'name,email,sis id\nA,a@example.org,70\n,learner@example.org,71',
      ['new', 'change'],
    ],
    ['their own', 'email,sis id\nlearner@example.org,70', ['same']],
  ])('%s', async (_, csv, expected) => {
    value(await bringIn('email,sis id\nlearner@example.org,70'));
    const { lines } = value(await preview(csv));
    expect(lines.map(({ fate, says }) => (fate === 'wrong' ? says : fate))).toEqual(expected);
  });
});

describe('bringing a roster in', () => {
  const csv =
    'name,email,labels,sis id\nLearner 1,one@example.org,Group A,007\nLearner,learner@example.org,Group A,008';

  it('makes accounts, enrols, and does nothing the second time', async () => {
    const known = await person(platform, 'known');
    const all = `${csv}\nKnown,known@example.org,,`;
    expect((await fates(all)).map(([, , fate]) => fate)).toEqual(['new', 'change', 'enrol']);
    const enrolled = value(await bringIn(all));
    expect(enrolled.map(({ email, token }) => [email, token !== null])).toEqual([
      ['one@example.org', true],
      ['learner@example.org', false],
      ['known@example.org', false],
    ]);
    const after = await roster();
    expect(after).toEqual([
      ['fellow@example.org', null, ''],
      ['known@example.org', null, ''],
      ['learner@example.org', '008', 'Group A'],
      ['one@example.org', '007', 'Group A'],
    ]);
    const entries = value(await cohorts().history(at.teacher, at.cohort.id)).length;
    expect((await fates(all)).map(([, , fate]) => fate)).toEqual(['same', 'same', 'same']);
    expect(value(await bringIn(all))).toEqual([]);
    expect(await roster()).toEqual(after);
    expect(value(await cohorts().history(at.teacher, at.cohort.id))).toHaveLength(entries);
    expect(await cohorts().concern(known)).toBe(true);
  });

  it('the link sets a first password, once', async () => {
    const token = value(await bringIn(csv))[0]!.token!;
    const entered = value(
      await platform.app.accounts.resetPassword(token, 'three unrelated words', '192.0.2.1'),
    );
    expect(entered.learner.email).toBe('one@example.org');
    expect(code(await platform.app.accounts.resetPassword(token, 'four unrelated words', '192.0.2.1'))).toBe(
      'link-spent',
    );
    expect(value(await cohorts().see(entered.learner, at.cohort.id)).role).toBe('learner');
  });

  it('a lost link is replaced, for those alone who never had a password', async () => {
    const old = value(await bringIn(csv))[0]!.token!;
    const links = value(await cohorts().firstLinks(at.teacher, at.cohort.id));
    expect(links.map(({ email }) => email)).toEqual(['one@example.org']);
    const { accounts } = platform.app;
    expect(code(await accounts.checkResetLink(old))).toBe('link-spent');
    expect(value(await accounts.checkResetLink(links[0]!.token!))).toMatchObject({
      learner: { email: 'one@example.org' },
      first: true,
    });
    value(await accounts.resetPassword(links[0]!.token!, 'three unrelated words', '192.0.2.1'));
    expect(value(await cohorts().firstLinks(at.teacher, at.cohort.id))).toEqual([]);
  });

  it('staff stay what they are, and names stay their owners’', async () => {
    value(await bringIn('name,email\nSomebody else,reviewer@example.org\nNew name,learner@example.org'));
    const { members } = value(await cohorts().see(at.teacher, at.cohort.id));
    expect(members.map(({ learner, role }) => [learner.name, role])).toEqual([
      ['fellow', 'learner'],
      ['learner', 'learner'],
      ['reviewer', 'reviewer'],
      ['teacher', 'instructor'],
    ]);
  });

  it('an empty cell of labels leaves them; another one sets them', async () => {
    value(await bringIn(csv));
    value(await bringIn('email,labels\none@example.org,'));
    expect(await roster()).toContainEqual(['one@example.org', '007', 'Group A']);
    value(await bringIn('email,labels\none@example.org,group a|Group B'));
    expect(await roster()).toContainEqual(['one@example.org', '007', 'Group A+Group B']);
  });

  it('whoever was taken out comes back in by the next roster', async () => {
    value(await cohorts().removeMember(at.teacher, at.cohort.id, at.learner.id));
    expect((await fates(csv)).map(([, , fate]) => fate)).toEqual(['new', 'enrol']);
    value(await bringIn(csv));
    expect((await roster()).map(([email]) => email)).toContain('learner@example.org');
  });

  it.each([
    ['a reviewer', 'reviewer'],
    ['a learner', 'learner'],
  ] as const)('is not for %s', async (_, who) => {
    expect(code(await cohorts().importRoster(at[who], at.cohort.id, csv))).toBe('not-yours-to-do');
    expect(code(await cohorts().firstLinks(at[who], at.cohort.id))).toBe('not-yours-to-do');
  });
});
