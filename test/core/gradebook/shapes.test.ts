import { describe, expect, it } from 'vitest';
import { readCsv } from '#core/gradebook/csv-source.ts';
import { fillCanvas, type Target } from '#core/gradebook/canvas-fill.ts';
import { readCanvas, suggestTargets } from '#core/gradebook/canvas-read.ts';
import { gradebookCsv, heading, tagOf } from '#core/gradebook/shapes.ts';
import { book, columnOf } from './book.ts';

const TAG1 = '00000000000000000000000001.00000001';
const TAG2 = '00000000000000000000000002.00000002';

describe('the gradebook as CSV', () => {
  it('plain, for a spreadsheet', () => {
    const lines = gradebookCsv(book(), 'plain').split('\r\n');
    expect(lines[0]).toBe(
      `\uFEFFName,E-mail,SIS ID,Labels,White balance [${TAG1}],White balance [${TAG1}] state,White balance [${TAG1}] handed in,` +
        `Value range [${TAG2}],Value range [${TAG2}] state,Value range [${TAG2}] handed in,Passed,Average`,
    );
    expect(lines.slice(1)).toEqual([
      'Learner 1,learner1@example.org,S-1,Group A,82,passed,2026-11-20T09:00:00.000Z,60,in work,2026-11-20T09:00:00.000Z,1,71',
      'Learner 2,learner2@example.org,S-2,,82,passed late,2026-11-20T09:00:00.000Z,,not started,,1,82',
      '"Müller, Learner",learner10@example.org,S-10,Group A; Group B,,not started,,,missed,,0,',
      '',
    ]);
  });

  it('for Moodle: one row a user, the address as key, grade and feedback', () => {
    expect(gradebookCsv(book(), 'moodle').split('\r\n').slice(0, 3)).toEqual([
      `email,White balance [${TAG1}],White balance [${TAG1}] feedback,Value range [${TAG2}],Value range [${TAG2}] feedback`,
      `learner1@example.org,82,"Passed; best work of 20 Nov 2026: 82 of 100, 1 attempt.",60,"In work; best work of 20 Nov 2026: 60 of 100, 3 attempts."`,
      `learner2@example.org,82,"Passed late; best work of 20 Nov 2026: 91 of 100 at 90 % credit, 2 attempts.",,Not started.`,
    ]);
  });

  it('for Canvas: its five columns, the points possible in the second row', () => {
    expect(gradebookCsv(book(), 'canvas').split('\r\n')).toEqual([
      `Student,ID,SIS User ID,SIS Login ID,Section,White balance [${TAG1}],Value range [${TAG2}]`,
      '"    Points Possible",,,,,100,100',
      'Learner 1,,S-1,learner1@example.org,,82,60',
      'Learner 2,,S-2,learner2@example.org,,82,',
      '"Müller, Learner",,S-10,learner10@example.org,,,',
      '',
    ]);
  });

  it.each(['plain', 'moodle', 'canvas'] as const)(
    '%s holds no cell that a spreadsheet would compute',
    (shape) => {
      const evil = ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1'];
      const given = book();
      const rows = evil.map((name) => ({
        ...given.rows[0]!,
        student: { id: name, name, email: name, sisId: name, labels: [name] },
      }));
      const columns = given.columns.map((column) => ({ ...column, title: '=2', assignment: '=1' }));
      const source = readCsv(gradebookCsv({ columns, rows }, shape))!;
      const cells = source.rows.flatMap(({ values }) => values);
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      expect(cells.filter((cell) => cell.startsWith("'")).length).toBeGreaterThan(6);
    },
  );

  it('a heading carries its tag whatever it is called', () => {
    const column = columnOf(1);
    for (const title of ['White balance', 'Renamed [draft]', '[x] (4711)'])
      expect(tagOf(heading({ ...column, title }))).toBe(TAG1);
    expect(tagOf('White balance (4711)')).toBeNull();
  });
});

/** As Canvas writes it: its own quoting, a read-only total, a test student, a section that only Canvas knows. */
const EXPORT =
  'Student,ID,SIS User ID,SIS Login ID,Section,"White balance (4711)",Essay (4712),Final Score\r\n' +
  '    Points Possible,,,,,20.00,"10.00",(read only)\r\n' +
  '"One, Learner",101,S-1,one,"=Section ""A""",,7.5,75\r\n' +
  '"Two, Learner",102,,LEARNER2@example.org,Section B,16.40,,\r\n' +
  'Ten,103,S-10,ten,Section B,3,  ,\r\n' +
  '"Somebody Else",104,S-99,else,Section B,1,2,3\r\n' +
  '"Student, Test",105,,8f1,Section B,,,\r\n';

const read = (text = EXPORT) =>
  readCanvas(
    readCsv(text)!,
    book().rows.map(({ student }) => student),
  );
const fill = (targets: [string, Target][], text = EXPORT) =>
  fillCanvas(read(text)!, book(), new Map(targets));

describe('a Canvas export', () => {
  it('is understood: who is whom by which id, who is not, what may be filled', () => {
    const seen = read()!;
    expect(seen.matches.map(({ row, student, by }) => [row, student.id, by])).toEqual([
      [2, 's1', 'SIS user ID'],
      [3, 's2', 'SIS login ID'],
      [4, 's10', 'SIS user ID'],
    ]);
    expect(seen.unmatched).toEqual([
      { row: 5, name: 'Somebody Else', why: 'unknown' },
      { row: 6, name: 'Student, Test', why: 'unknown' },
    ]);
    expect(seen.missing).toEqual([]);
    expect(seen.columns).toEqual([
      { at: 5, header: 'White balance (4711)', points: 20 },
      { at: 6, header: 'Essay (4712)', points: 10 },
    ]);
    expect([...suggestTargets(book().columns, seen)]).toEqual([[TAG1, 5]]);
  });

  it('gets our column, scaled to its points; everything else stays byte for byte', () => {
    const { text, changes, same, left } = fill([[TAG1, 5]]);
    expect(text).toBe(EXPORT.replace('"=Section ""A""",,7.5', '"=Section ""A""",16.4,7.5'));
    expect(changes).toEqual([
      { row: 2, student: 'Learner 1', column: heading(book().columns[0]!), before: '', after: '16.4' },
    ]);
    expect([same, left]).toEqual([1, 1]);
  });

  it('without a target comes back as it came', () => expect(fill([]).text).toBe(EXPORT));

  it('gets a new column at its end, which Canvas takes for a new assignment', () => {
    const lines = fill([[TAG2, 'new']]).text.split('\r\n');
    const before = EXPORT.split('\r\n');
    const added = [`Value range [${TAG2}]`, '100', '60', '', '', '', ''];
    expect(lines).toEqual(before.map((line, n) => (line === '' ? '' : `${line},${added[n]}`)));
  });

  it.each([
    ['a column that is not there', 99],
    ['the total', 7],
    ['the names', 0],
  ])('is never filled in %s', (_, at) => expect(fill([[TAG1, at]]).text).toBe(EXPORT));

  it('a column is found by its tag when Canvas has renamed it', () => {
    const renamed = EXPORT.replace('"White balance (4711)"', `Colours [${TAG2}] (4711)`);
    expect([...suggestTargets(book().columns, read(renamed)!)]).toEqual([[TAG2, 5]]);
  });

  it('two columns of one name are not guessed at', () => {
    const twice = EXPORT.replace('Essay (4712)', 'White balance (4712)');
    expect([...suggestTargets(book().columns, read(twice)!)]).toEqual([]);
  });

  it('with semicolons and decimal commas is filled in kind', () => {
    const german =
      'Student;ID;SIS User ID;SIS Login ID;Section;White balance (1)\n' +
      'Points Possible;;;;;20,00\n' +
      'One;101;S-1;;x;3,5\nTwo;102;S-2;;x;16,4\n';
    const { text, same } = fill([[TAG1, 5]], german);
    expect(text).toBe(german.replace('3,5', '16,4'));
    expect(same).toBe(1);
  });

  it('who stands in it twice is filled once and told', () => {
    const again = `${EXPORT}"One again",106,S-1,,,,,\r\n`;
    expect(read(again)!.unmatched.at(-1)).toEqual({ row: 7, name: 'One again', why: 'twice' });
    expect(fill([[TAG1, 5]], again).text).toContain('"One again",106,S-1,,,,,\r\n');
  });

  it('two learners of one SIS id are not guessed at', () => {
    const students = book().rows.map(({ student }) => ({ ...student, sisId: 'S-1' }));
    expect(readCanvas(readCsv(EXPORT)!, students)!.unmatched[0]).toMatchObject({ row: 2, why: 'ambiguous' });
  });

  it('learners who are not in it are told', () => {
    const short = EXPORT.split('\r\n').slice(0, 3).join('\r\n');
    expect(read(short)!.missing.map(({ id }) => id)).toEqual(['s2', 's10']);
  });

  it.each([
    ['no student', 'Name,SIS User ID\n'],
    ['no id', 'Student,Section\n'],
    ['nothing', ''],
  ])('is refused with %s in its first line', (_, text) => expect(read(text)).toBeNull());
});
