import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '#core/gradebook/csv-source.ts';
import { points } from '#core/gradebook/cell.ts';
import { changeRole } from '#server/accounts/administration.ts';
import { openStore } from '#server/db/open.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';
import { goldenFiles } from '#test/support/shipped-goldens.ts';

const HOUR = 3_600_000;
const PASSWORD = 'three unrelated words';
const CLASS = Array.from({ length: 30 }, (_, n) => ({
  n: n + 1,
  name: `Learner ${String(n + 1).padStart(2, '0')}`,
  email: `learner${n + 1}@example.org`,
  sisId: `S-${1000 + n}`,
  label: n < 15 ? 'Group A' : 'Group B',
  session: '',
}));
type Student = (typeof CLASS)[number];

let school: School;
let browser: Browser;
let page: Page;
let home: string;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: school.url, acceptDownloads: true });
  page = await context.newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Owner');
  await page.getByLabel('E-mail').fill('owner@example.org');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
  const store = openStore(join(school.data, 'atelier.db'));
  await changeRole(store, 'owner@example.org', 'owner');
  await store.close();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

/** A moment as the class's clock shows it, the way a form takes it. */
const wall = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(ms)
    .replace(' ', 'T');

interface Graded {
  outcome: string;
  score: number;
  id: string;
}

/** Hands in as a program would, with the session of this learner, and waits for the real grader. */
async function handIn(student: Student, slug: string, body: FormData): Promise<Graded> {
  const sent = await fetch(`${school.url}/api/exercises/${slug}/attempts`, {
    method: 'POST',
    headers: { cookie: student.session },
    body,
  });
  const { id, ...problem } = (await sent.json()) as { id: string };
  if (sent.status !== 201) throw new Error(`${student.name}: ${JSON.stringify(problem)}`);
  for (let n = 0; n < 600; n++) {
    const answer = await fetch(`${school.url}/api/attempts/${id}`, { headers: { cookie: student.session } });
    const { status, report } = (await answer.json()) as { status: string; report: Graded | null };
    if (report) return { id, outcome: report.outcome, score: report.score };
    if (status === 'failed') throw new Error(`${student.name}: grading failed`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${student.name}: not graded in time`);
}

const picture = (bytes: Uint8Array, name: string): FormData => {
  const body = new FormData();
  body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }), name);
  return body;
};
async function words(golden: string): Promise<FormData> {
  const [file] = await goldenFiles('fix-the-weights', golden);
  const body = new FormData();
  body.append('text', new TextDecoder().decode(file!.bytes));
  return body;
}

const results = new Map<string, Graded[]>();
const handedIn = async (student: Student, slug: string, body: FormData): Promise<void> => {
  const key = `${student.n} ${slug}`;
  results.set(key, [...(results.get(key) ?? []), await handIn(student, slug, body)]);
};

/** What should stand in the gradebook, from what the API answered: the best by score × credit. */
function expected({ n, label }: Student, slug: string): { points: number | null; word: string } {
  const graded = results.get(`${n} ${slug}`) ?? [];
  if (graded.length === 0) return { points: null, word: 'not started' };
  const late = slug === 'hero-under-budget' && label === 'Group A';
  const best = Math.max(...graded.map(({ score }) => points(score, late ? 0.8 : 1)));
  const passed = graded.some(({ outcome }) => outcome === 'passed');
  return { points: best, word: passed ? (late ? 'passed late' : 'passed') : 'in work' };
}

async function download(link: string): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: link, exact: true }).click();
  return readFile(await (await waiting).path(), 'utf8');
}

describe('a class of thirty', () => {
  it('is made, brought in from a roster, and given work with terms', { timeout: 180_000 }, async () => {
    await page.goto('/cohorts');
    await page.getByLabel('Name', { exact: true }).fill('Autumn class');
    const zone = await page.locator('select[name=zone]').inputValue();
    await page.getByRole('button', { name: 'Make the class' }).click();
    await page.waitForURL(/\/cohorts\/\w{26}/);
    home = new URL(page.url()).pathname;

    await page.goto(`${home}/roster`);
    const roster = [
      'name,email,labels,sis id',
      ...CLASS.map((one) => `${one.name},${one.email},${one.label},${one.sisId}`),
    ];
    await page.locator('#file').setInputFiles({
      name: 'roster.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${roster.join('\r\n')}\r\n`),
    });
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByRole('button', { name: 'Bring in 30 lines' }).click();
    const links = await page
      .locator('.links tbody tr')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent.trim())));
    expect(links.map(([name]) => name)).toEqual(CLASS.map(({ name }) => name));
    for (const [, email, link] of links) {
      const next = new URLSearchParams({ next: PASSWORD });
      const set = await fetch(link!, { method: 'POST', body: next, redirect: 'manual' });
      expect(set.status).toBe(303);
      CLASS.find((one) => one.email === email)!.session = set.headers.get('set-cookie')!.split(';')[0]!;
    }

    const assign = async (title: string, exercise: string, due: number, late: boolean) => {
      await page.goto(`${home}/assignments/new`);
      await page.getByLabel('Title').fill(title);
      await page.getByRole('checkbox', { name: new RegExp(exercise) }).check();
      await page.getByLabel('Due').fill(wall(due, zone));
      await page.getByLabel('Closes').fill(wall(Date.now() + 48 * HOUR, zone));
      if (late) await page.getByLabel('Earns less in steps').check();
      await page.getByRole('button', { name: 'Assign it' }).click();
      await page.waitForURL((url) => url.pathname === home);
    };
    await assign('Weights', 'Fix the weights', Date.now() + 24 * HOUR, false);
    await assign('Hero', 'A hero under 220 kB', Date.now() - 2 * HOUR, true);
    // The second group was given until tomorrow.
    await page.getByRole('link', { name: 'Hero' }).first().click();
    await page.waitForURL(/\/assignments\/\w{26}/);
    const extension = page.locator('form:has(select[name=for])');
    await extension.locator('select[name=for]').selectOption({ label: 'Group B' });
    await extension.getByLabel('Due').fill(wall(Date.now() + 24 * HOUR, zone));
    await extension.getByLabel('Reason').fill('Studio day moved');
    await extension.getByRole('button', { name: 'Give the extension' }).click();
    await page.getByText('Studio day moved').first().waitFor();
  });

  it('hands in, and is graded by the real grader', { timeout: 600_000 }, async () => {
    const start = await fetch(`${school.url}/api/exercises/hero-under-budget/start`);
    const master = sharp(await start.arrayBuffer()).resize(1600, 1067, { fit: 'fill' });
    const good = await master.clone().jpeg({ quality: 72 }).toBuffer();
    const heavy = await master.clone().jpeg({ quality: 98 }).toBuffer();
    const right = 'in another order, on several lines';
    const near = 'three weights in whole steps';
    await Promise.all(
      CLASS.map(async (student) => {
        const { n } = student;
        if (n <= 10) await handedIn(student, 'fix-the-weights', await words(right));
        else if (n <= 25) await handedIn(student, 'fix-the-weights', await words(near));
        if (n > 20 && n <= 25) await handedIn(student, 'fix-the-weights', await words(right));
        if (n <= 4 || (n > 15 && n <= 19))
          await handedIn(student, 'hero-under-budget', picture(good, 'hero.jpg'));
        if (n === 5 || n === 6) await handedIn(student, 'hero-under-budget', picture(heavy, 'heavy.jpg'));
      }),
    );
    const outcomes = [...results.values()].flat().map(({ outcome }) => outcome);
    expect(Map.groupBy(outcomes, (one) => one).get('passed')).toHaveLength(10 + 5 + 8);
    expect(Map.groupBy(outcomes, (one) => one).get('not-yet')).toHaveLength(15 + 2);
  });

  it('stands in the gradebook as it was graded, late where it was late', async () => {
    await page.goto(`${home}/gradebook`);
    const heads = await page.locator('th[data-column] .title').allTextContents();
    expect(heads.toSorted()).toEqual(['Hero', 'Weights']);
    const slugs = heads.map((title) => (title === 'Hero' ? 'hero-under-budget' : 'fix-the-weights'));
    const lines = page.locator('[data-book] tbody tr');
    expect(await lines.count()).toBe(30);
    const shown = await lines.evaluateAll((rows) =>
      rows.map((row) => ({
        name: row.querySelector('.who')!.textContent,
        cells: [...row.querySelectorAll('td[class]')].map(
          (cell) => cell.querySelector('a')?.getAttribute('aria-label') ?? cell.textContent!.trim(),
        ),
      })),
    );
    expect(shown).toEqual(
      CLASS.map((student) => ({
        name: student.name,
        cells: slugs.map((slug) => {
          const cell = expected(student, slug);
          const graded = results.get(`${student.n} ${slug}`) ?? [];
          const full =
            cell.word === 'passed late' || (slug === 'hero-under-budget' && student.label === 'Group A');
          const credit = cell.points !== null && full ? ` (${graded[0]!.score} at 80 % credit)` : '';
          const tries = graded.length > 1 ? `, ${graded.length} attempts` : '';
          const word = cell.word === 'passed late' ? ' late, passed' : `, ${cell.word}`;
          return cell.points === null ? cell.word : `${cell.points}${word}${credit}${tries}`;
        }),
      })),
    );
    expect(await axeViolations(page)).toEqual([]);
    // A cell leads to the attempt that counts.
    await lines.first().locator('td[class] a').first().click();
    await page.waitForURL(/\/attempts\/\w{26}/);
    expect(await page.locator('h1').count()).toBe(1);
  });

  it('shows the class at one exercise', async () => {
    await page.goto(`${home}/exercises/hero-under-budget`);
    const text = await page.locator('main').innerText();
    expect(text).toContain('4 passed late');
    expect(text).toContain('4 passed');
    expect(text).toContain('Best attempts of 10 learners');
    expect(await axeViolations(page)).toEqual([]);
  });

  it('goes out as a file in three shapes, cell by cell', async () => {
    await page.goto(`${home}/gradebook`);
    const rowsOf = async (link: string) => readCsv(await download(link))!.rows.map(({ values }) => values);
    const plain = await rowsOf('For a spreadsheet');
    const titles = ['Weights', 'Hero'];
    const slug = (title: string) => (title === 'Hero' ? 'hero-under-budget' : 'fix-the-weights');
    const at = (title: string) => plain[0]!.findIndex((head) => head.startsWith(`${title} [`));
    expect(plain.slice(1).map((row) => row.slice(0, 4))).toEqual(
      CLASS.map((one) => [one.name, one.email, one.sisId, one.label]),
    );
    for (const title of titles)
      expect(plain.slice(1).map((row) => row.slice(at(title), at(title) + 2))).toEqual(
        CLASS.map((one) => {
          const cell = expected(one, slug(title));
          return [cell.points === null ? '' : String(cell.points), cell.word];
        }),
      );
    const moodle = await rowsOf('For Moodle');
    const canvas = await rowsOf('For Canvas');
    expect(moodle.slice(1).map(([email]) => email)).toEqual(CLASS.map(({ email }) => email));
    expect(canvas.slice(2).map(([name, , sis]) => [name, sis])).toEqual(
      CLASS.map((one) => [one.name, one.sisId]),
    );
    for (const [file, from] of [
      [moodle, 1],
      [canvas, 2],
    ] as const)
      for (const title of titles) {
        const column = file[0]!.findIndex((head) => head.startsWith(`${title} [`));
        expect(file.slice(from).map((row) => row[column])).toEqual(
          CLASS.map((one) => String(expected(one, slug(title)).points ?? '')),
        );
      }
  });

  it('fills the file that Canvas gave, and leaves the rest of it alone', async () => {
    const lines = [
      'Student,ID,SIS User ID,SIS Login ID,Section,Hero (4711),"Essay, long (4712)",Final Score',
      '    Points Possible,,,,,50.00,10,(read only)',
      ...CLASS.map((one) => `"${one.name}",${one.n},${one.sisId},${one.email},"Sec ""1""",,${one.n % 10},`),
      '"Student, Test",999,,test,,,,',
    ];
    await page.goto(`${home}/gradebook/canvas`);
    await page.locator('#file').setInputFiles({
      name: 'canvas.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${lines.join('\r\n')}\r\n`),
    });
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name: 'What would change' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('30 learners of this class are in the file');
    expect(await axeViolations(page)).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the filled file' }).click();
    const filled = (await readFile(await (await waiting).path(), 'utf8')).split('\r\n');
    expect(filled).toEqual([
      ...lines.map((line, n) => {
        const student = CLASS[n - 2];
        const cell = student && expected(student, 'hero-under-budget').points;
        return cell === undefined || cell === null ? line : line.replace('"",,', `"",${cell / 2},`);
      }),
      '',
    ]);
  });

  it('lets a learner take their data home, and ask for the end of the account', async () => {
    const [leaving] = CLASS;
    const context = await browser.newContext({ baseURL: school.url, acceptDownloads: true });
    const own = await context.newPage();
    await own.goto('/sign-in?next=/account');
    await own.getByLabel('E-mail').fill(leaving!.email);
    await own.getByLabel('Password').fill(PASSWORD);
    await own.getByRole('button', { name: 'Sign in' }).click();
    await own.waitForURL(/\/account/);
    expect(await axeViolations(own)).toEqual([]);
    const waiting = own.waitForEvent('download');
    await own.getByRole('link', { name: 'Download your data' }).click();
    expect((await readFile(await (await waiting).path())).subarray(0, 2).toString()).toBe('PK');
    await own.locator('#delete-current').fill('not the password');
    await own.getByRole('button', { name: /Delete my account/ }).click();
    await own.locator('#delete-current').fill(PASSWORD);
    await own.getByRole('button', { name: /Delete my account/ }).click();
    await own.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await own.getByRole('status').innerText()).toContain('Your account will be deleted on');
    // Whoever signs in within the days of grace is told first, and may stay.
    await own.goto('/sign-in');
    await own.getByLabel('E-mail').fill(leaving!.email);
    await own.getByLabel('Password').fill(PASSWORD);
    await own.getByRole('button', { name: 'Sign in' }).click();
    await own.waitForURL(/\/account#delete/);
    await own.getByRole('button', { name: 'Keep my account' }).click();
    expect(await own.locator('#delete ~ .notice').innerText()).toBe('Your account stays.');
    await context.close();
  });
});
