import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { learnerByEmail } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { School } from '#test/support/school.ts';
import { run } from '../cli/run.ts';

const FOLDER = fileURLToPath(new URL('../../exercises/delivery/hero-under-budget', import.meta.url));

let school: School;
let browser: Browser;
let rows: ClassRows;
let attempt: string;

async function person(
  name: string,
  javaScriptEnabled = true,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: school.url, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replace(' ', '.')}@example.org`);
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
  return { context, page };
}

let teacher: { context: BrowserContext; page: Page };
let learner: { context: BrowserContext; page: Page };

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  teacher = await person('Teacher');
  learner = await person('Learner 1');
  const database = join(school.data, 'atelier.db');
  const store = openStore(database);
  const [one, other] = await Promise.all(
    ['teacher@example.org', 'learner.1@example.org'].map((email) => learnerByEmail(store.db, email)),
  );
  await store.close();
  rows = await ClassRows.openAt(database, one!.learner.id);
  await rows.member(one!.learner, 'instructor');
  await rows.member(other!.learner);
  const { id } = parse(await readFile(join(FOLDER, 'exercise.yaml'), 'utf8')) as { id: string };
  await rows.assignment('A hero picture', [id]);
  await rows.store.db.updateTable('assignments').set({ needs_review: 1 }).execute();
});
afterAll(async () => {
  await browser?.close();
  await rows?.close();
  await school?.close();
  await sweepFolders();
});

const sound = async (page: Page) => {
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
};

describe('from review to golden', () => {
  it('a reviewer pins a remark by clicking, and the learner finds it in the picture', async () => {
    const { page } = learner;
    await page.goto('/exercises/delivery/hero-under-budget');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the picture' }).click();
    const start = await readFile(await (await download).path());
    const buffer = await sharp(start).resize(1600, 1067, { fit: 'fill' }).jpeg({ quality: 72 }).toBuffer();
    await page.locator('#file').setInputFiles({ name: 'hero.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('button', { name: 'Hand it in', exact: true }).click();
    await page.waitForURL(/\/attempts\//);
    attempt = new URL(page.url()).pathname;
    await page.getByRole('heading', { level: 2, name: /^Score: .* Passed/ }).waitFor({ state: 'attached' });

    const staff = teacher.page;
    await staff.goto('/review');
    await sound(staff);
    await staff.getByRole('link', { name: /A hero/ }).click();
    await staff.waitForURL(/\/attempts\//);
    const frame = staff.locator('.viewer .frame');
    await expect.poll(() => frame.getAttribute('class')).toContain('placing');
    // Both the picture and the form are alive: a click before that chooses nothing.
    await expect.poll(() => staff.locator('astro-island[client=load][ssr]').count()).toBe(0);
    const box = (await frame.boundingBox())!;
    // Waits until the page has come to rest: the queue's link scrolls to the review.
    await frame.click({ position: { x: box.width * 0.25, y: box.height * 0.5 } });
    await expect.poll(() => staff.getByLabel('Across, %').inputValue()).toMatch(/^(24|25)/);
    await staff
      .getByRole('textbox', { name: 'Remark', exact: true })
      .fill('This edge is where the eye lands first. Keep it crisp.');
    await sound(staff);
    await staff.getByRole('button', { name: 'Pin the remark' }).click();
    await staff.waitForURL(/#panel$/);
    await staff.getByText('1 remark on this attempt so far.').waitFor();
    await page.goto('/notices');
    await page.getByText('Teacher has remarked on “A hero under 220 kB”').waitFor();
    await sound(page);
    await staff.getByLabel('Note to the learner').fill('Clean work under the budget.');
    await staff.getByRole('button', { name: 'Save, the review is done' }).click();
    await expect.poll(() => staff.getByText(/^Reviewed by Teacher/).count()).toBe(1);
    await sound(staff);

    await page.goto(attempt);
    const pin = page.getByRole('link', { name: 'Remark 1: This edge is where the eye lands first.' });
    const place = (await pin.boundingBox())!;
    const picture = (await page.locator('.viewer .frame').boundingBox())!;
    expect((place.x + place.width / 2 - picture.x) / picture.width).toBeCloseTo(0.25, 1);
    expect(await page.getByText('Clean work under the budget.').count()).toBe(1);
    await sound(page);
  }, 120_000);

  it('a place is chosen without a script by clicking the picture in the form', async () => {
    const context = await browser.newContext({
      baseURL: school.url,
      javaScriptEnabled: false,
      storageState: await teacher.context.storageState(),
    });
    const page = await context.newPage();
    await page.goto(attempt);
    await page.getByRole('textbox', { name: 'Remark', exact: true }).fill('Typed before the click.');
    await page.locator('input[name="spot"]').click({ position: { x: 144, y: 48 } });
    expect(await page.getByLabel('Across, %').inputValue()).toBe('50');
    expect(await page.getByLabel('Down, %').inputValue()).toBe('25');
    expect(await page.getByRole('textbox', { name: 'Remark', exact: true }).inputValue()).toBe(
      'Typed before the click.',
    );
    await page.getByRole('button', { name: 'Pin the remark' }).click();
    await page.waitForURL(/#panel$/);
    await page.getByText('Typed before the click.').waitFor();
    await context.close();
  }, 180_000);

  it('an appeal is answered, and its file becomes a golden that the check finds sound', async () => {
    const { page } = learner;
    await page.goto(attempt);
    await page.getByText('Appeal from this result').click();
    await page.getByLabel('Why your version is right').fill('The brief allows this crispness.');
    await page.getByLabel(/The school may keep my file/).check();
    await page.getByRole('button', { name: 'Send the appeal' }).click();
    await expect.poll(() => page.getByText('Open.').count()).toBe(1);
    await sound(page);

    const staff = teacher.page;
    await staff.goto('/review');
    await staff.getByRole('link', { name: /Appeal/ }).click();
    await staff.getByLabel('Your answer, which the learner reads').fill('Yes, it does.');
    await staff.getByRole('button', { name: 'Accept and change the grade' }).click();
    expect(await staff.getByText('Which grade is right?').count()).toBe(1);
    expect(await staff.getByLabel('Your answer, which the learner reads').inputValue()).toBe('Yes, it does.');
    await staff.getByLabel(/The right grade for/).fill('100');
    await staff.getByRole('button', { name: 'Accept and change the grade' }).click();
    await expect.poll(() => staff.getByText('Accepted.').count()).toBe(1);

    await page.goto(attempt);
    await page
      .getByRole('heading', { level: 2, name: 'Score: 100 of 100. Passed.' })
      .waitFor({ state: 'attached' });
    expect(await page.getByText(/Graded by a person/).count()).toBe(1);

    const folder = join(await scratch('golden'), 'hero-under-budget');
    await cp(FOLDER, folder, { recursive: true });
    const id = attempt.split('/').at(-1)!;
    const settings = { ATELIER_DATA: school.data };
    const made = await run(['golden', 'from-attempt', id, folder], settings);
    expect([made.code, made.stderr]).toEqual([0, '']);
    const { goldens } = parse(await readFile(join(folder, 'goldens.yaml'), 'utf8')) as {
      goldens: { name: string; from: string; expect: object }[];
    };
    const added = goldens.at(-1)!;
    expect([added.name.startsWith('appeal accepted'), added.expect]).toEqual([true, { outcome: 'passed' }]);
    const kept = await readFile(join(folder, added.from.replace('file:', '')));
    const { data } = (await fetch(`${school.url}/api${attempt}/original`, {
      headers: {
        cookie: (await learner.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
      },
    }).then(async (response) => ({ data: Buffer.from(await response.arrayBuffer()) }))) as { data: Buffer };
    expect(kept.equals(data)).toBe(true);
    // Only the new one: the others are examined where all exercises are.
    const yaml = join(folder, 'goldens.yaml');
    const whole = parse(await readFile(yaml, 'utf8')) as Record<string, unknown>;
    await writeFile(yaml, JSON.stringify({ ...whole, goldens: [added] }));
    const checked = await run(['check', folder, '--json'], settings);
    expect([checked.code, checked.stderr]).toEqual([0, '']);
    expect(checked.stdout).toContain(added.name);
  }, 240_000);
});
