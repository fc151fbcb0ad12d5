import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { insertLearner } from '#server/db/learners.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore } from '#server/db/open.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

afterAll(sweepFolders);

/** “Fix the weights”: any exercise that ships would do. */
const SHIPPED = { id: '99fc4c02-5ad7-4d74-8e49-6bea3bf6ac1d', slug: 'fix-the-weights' };

describe('npx atelier gradebook', () => {
  it('lists classes, and prints one as the site would', async () => {
    const data = await scratch('cli');
    const atelier = (...argv: string[]) => run(['gradebook', ...argv], { ATELIER_DATA: data });
    expect((await atelier()).stdout).toBe('There is no class yet.\n');
    const path = join(data, 'atelier.db');
    const store = openStore(path);
    await migrate(store.db, () => 1);
    const teacher = {
      id: 'teacher',
      name: 'Teacher',
      email: 't@example.org',
      guest: false,
      role: 'learner',
      createdAt: 1,
    } as const;
    await store.transaction((trx) => insertLearner(trx, teacher));
    await store.close();
    const rows = await ClassRows.openAt(path, teacher.id);
    const one = await rows.member('Learner 1', 'learner', { sisId: 'S-1', labels: ['Group A'] });
    await rows.member('Learner 2');
    const assignment = await rows.assignment('Weights', [SHIPPED.id]);
    await rows.attempt(one, SHIPPED, 5, { score: 82 });
    await rows.close();
    expect((await atelier()).stdout).toBe(`${rows.cohortId}  Autumn class\n`);
    const heading = `Weights [${assignment}.99fc4c02]`;
    expect((await atelier('Autumn class', '--shape', 'canvas', '--label', 'Group A')).stdout).toBe(
      `Student,ID,SIS User ID,SIS Login ID,Section,${heading}\r\n"    Points Possible",,,,,100\r\n` +
        'Learner 1,,S-1,learner.1@example.org,,82\r\n',
    );
    expect((await atelier(rows.cohortId)).stdout).toContain(`${heading} state`);
    const wrong = await atelier('Spring class');
    expect([wrong.code, wrong.stdout]).toEqual([64, '']);
    expect(wrong.stderr).toContain('There is no class “Spring class”.');
    expect((await atelier('Autumn class', '--shape', 'pdf')).stderr).toContain('“pdf” is no shape');
  });
});
