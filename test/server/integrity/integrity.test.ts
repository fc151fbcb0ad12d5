import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Learner } from '#core/types.ts';
import { putEdit } from '#server/db/edits.ts';
import { EDIT_METHOD } from '#graders/integrity/edit.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { SLUG, writeText } from '#test/support/text.ts';
import {
  IDS,
  scratch,
  signUp,
  sweepFolders,
  testPlatform,
  type TestPlatform,
} from '#test/support/platform.ts';

const GREY = { id: IDS.grey, slug: 'grey' };
let platform: TestPlatform;
let rows: ClassRows;
let teacher: Learner;
let reviewer: Learner;

beforeEach(async () => {
  platform = await testPlatform({ now: () => 1_000 });
  teacher = (await signUp(platform, 'teacher')).learner;
  reviewer = (await signUp(platform, 'reviewer')).learner;
  rows = await ClassRows.open(platform.config, teacher.id);
  await rows.member(teacher, 'instructor');
  await rows.member(reviewer, 'reviewer');
  await rows.assignment('First work', [IDS.grey]);
});
afterEach(async () => {
  await rows.close();
  await platform.stop();
});
afterAll(sweepFolders);

/** `edit`: what was done to each of four places, which is the least that tells one hand from another. */
async function attempt(name: string, at: number, edit: number[] | null, exercise = GREY): Promise<string> {
  const id = await rows.attempt(await rows.member(name), exercise, at, { score: 80 });
  if (edit)
    await rows.store.transaction((trx) =>
      putEdit(trx, id, EDIT_METHOD, [Int16Array.from([...edit, ...edit, ...edit, ...edit])], 1),
    );
  return id;
}
const report = (viewer = teacher) => platform.app.integrity.of(rows.cohortId, viewer);

describe('pairs of a class', () => {
  it('are named by what was kept of them, and marked as looked at', async () => {
    const first = await attempt('Learner 1', 10, [900, -900, 900]);
    const second = await attempt('Learner 2', 20, [902, -899, 900]);
    await attempt('Learner 3', 30, [500, -900, 100]);
    await attempt('Learner 4', 40, null);
    const found = (await report())!;
    expect([found.attempts, found.missing]).toEqual([4, 1]);
    expect(
      found.pairs.map((pair) => [pair.first.learner, pair.second.learner, pair.why, pair.looked]),
    ).toEqual([['Learner 1', 'Learner 2', 'same-edit', null]]);
    const pair = { first: second, second: first, note: 'They sat at one desk and say so.' };
    expect((await platform.app.integrity.looked(rows.cohortId, reviewer, pair)).ok).toBe(false);
    expect((await platform.app.integrity.looked(rows.cohortId, teacher, { ...pair, first: 'x' })).ok).toBe(
      false,
    );
    expect((await platform.app.integrity.looked(rows.cohortId, teacher, pair)).ok).toBe(true);
    expect((await report())!.pairs[0]!.looked).toEqual({ by: 'teacher', at: 1_000, note: pair.note });
  });

  it('of texts: what two wrote in their own words, not what everybody has from the page', async () => {
    await platform.stop();
    await rows.close();
    const exercises = await scratch('exercises');
    await writeText(exercises);
    platform = await testPlatform({ exercises, now: () => 1_000 });
    teacher = (await signUp(platform, 'teacher')).learner;
    rows = await ClassRows.open(platform.config, teacher.id);
    await rows.member(teacher, 'instructor');
    const { spec } = platform.app.catalogue.bySlug(SLUG)!;
    await rows.assignment('Words', [spec.id]);
    const wrote = async (name: string, at: number, text: string) => {
      const prompt = { text, dialect: 'natural' as const, characters: text.length, tokens: 9, spans: [] };
      const exercise = { id: spec.id, slug: SLUG };
      return rows.attempt(await rows.member(name), exercise, at, { score: 80, prompt });
    };
    const own =
      'cracked teapot beside crumpled linen, chalky daylight raking across its belly, hairline fractures dark against ivory glaze, steam curling upwards';
    await wrote('Learner 1', 10, own);
    await wrote('Learner 2', 20, own.replace('chalky', 'milky'));
    const few = await wrote('Learner 3', 30, 'a kettle by a lamp');
    const same = await wrote('Learner 4', 40, 'a kettle by a lamp');
    // The same few words are the same file, and tell nothing.
    const files = rows.store.db.selectFrom('attempt_files').select('sha256').where('attempt_id', '=', few);
    await rows.store.db
      .updateTable('attempt_files')
      .set(await files.executeTakeFirstOrThrow())
      .where('attempt_id', '=', same)
      .execute();
    const found = (await report())!;
    expect(found.pairs.map(({ first, second, why }) => [first.learner, second.learner, why])).toEqual([
      ['Learner 1', 'Learner 2', 'same-words'],
    ]);
    expect(found.missing).toBe(0);
  });

  it('are nobody’s but those who teach the class', async () => {
    const stranger = (await signUp(platform, 'stranger')).learner;
    expect([await report(reviewer), await report(stranger)]).toEqual([null, null]);
    expect(await report({ ...stranger, role: 'owner' })).not.toBeNull();
  });

  it('are not made of what everybody was given to begin with', async () => {
    const start = platform.app.catalogue.bySlug('grey')!.start.sha256;
    const handed = async (name: string, at: number, sha256: string) => {
      const id = await attempt(name, at, null);
      await sql`insert or ignore into blobs values (${sha256}, 1, 1)`.execute(rows.store.db);
      await sql`update attempt_files set sha256 = ${sha256} where attempt_id = ${id}`.execute(rows.store.db);
    };
    await handed('Learner 1', 10, start);
    await handed('Learner 2', 20, start);
    expect((await report())!.pairs).toEqual([]);
    await handed('Learner 3', 30, 'e'.repeat(64));
    await handed('Learner 4', 40, 'e'.repeat(64));
    expect((await report())!.pairs.map(({ why }) => why)).toEqual(['same-file']);
  });

  it('are listed up to 200, the most telling first, and counted all', async () => {
    await sql`insert into blobs values (${'e'.repeat(64)}, 1, 1)`.execute(rows.store.db);
    for (let n = 1; n <= 22; n++) await attempt(`Learner ${n}`, n, [900, -900, 900]);
    await sql`update attempt_files set sha256 = ${'e'.repeat(64)} where attempt_id in
      (select id from attempts order by received_at desc limit 2)`.execute(rows.store.db);
    const { pairs, found } = (await report())!;
    expect([found, pairs.length, pairs[0]!.why, pairs[1]!.why]).toEqual([231, 200, 'same-file', 'same-edit']);
  });

  it('can be read in the archive, and are not marked there', async () => {
    const pair = {
      first: await attempt('Learner 1', 10, [900, -900, 900]),
      second: await attempt('Learner 2', 20, [902, -899, 900]),
      note: '',
    };
    await platform.app.cohorts.setArchived(teacher, rows.cohortId, true);
    expect((await report())!.found).toBe(1);
    const marked = await platform.app.integrity.looked(rows.cohortId, teacher, pair);
    expect(marked.ok ? '' : marked.refusal.code).toBe('class-archived');
    expect(await report({ ...teacher, id: 'x' })).toBeNull();
  });

  it('leave work beside the assignments alone', async () => {
    await attempt('Learner 1', 10, [900, 900, 900], { id: IDS.blue, slug: 'blue' });
    expect((await report())!.attempts).toBe(0);
  });

  it('wait for edits that are not known yet, behind everything else', async () => {
    await attempt('Learner 1', 10, null);
    expect(await platform.app.integrity.lookAgain(rows.cohortId, teacher)).toEqual({ ok: true, value: 1 });
    expect(await platform.app.integrity.lookAgain(rows.cohortId, teacher)).toEqual({ ok: true, value: 1 });
    const jobs = await rows.store.db
      .selectFrom('jobs')
      .select(['subject', 'priority'])
      .orderBy('id')
      .execute();
    expect(jobs.map(({ priority }) => priority)).toEqual([-20]);
  });
});
