import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { localA1111, type LocalA1111 } from '#test/support/generators/a1111.ts';
import { School } from '#test/support/school.ts';

const EXERCISE = '/exercises/prompting/one-variable';
const shipped = existsSync(new URL(`../..${EXERCISE}/exercise.yaml`, import.meta.url));

let generator: LocalA1111;
let school: School;
let browser: Browser;

beforeAll(async () => {
  generator = await localA1111();
  school = await School.open({ ATELIER_LAB_KIND: 'a1111', ATELIER_LAB_URL: generator.url });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
  await generator?.close();
});

async function visit(
  name: string,
  javaScriptEnabled: boolean,
  url = school.url,
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: url });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replace(/\W+/g, '.')}@example.org`);
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((address) => address.pathname !== '/sign-up');
  return { page, errors };
}

async function askForFour(page: Page): Promise<void> {
  await page.goto(EXERCISE);
  await page.getByLabel('Prompt', { exact: true }).fill('a lighthouse at dusk, long exposure, 35 mm');
  await page.getByLabel('Negative prompt').fill('people');
  await page.getByLabel('Seed', { exact: true }).fill('4242');
  await page.getByRole('radio', { name: 'guidance' }).check();
  await page.getByLabel('Its values, joined by commas').fill('4, 7, 10, 13');
  await page.getByLabel('Size', { exact: true }).selectOption('1024x1024');
  await page.getByRole('button', { name: 'Generate' }).click();
  await page.waitForURL(/\?run=/);
}

describe.skipIf(!shipped)('generating inside an exercise', () => {
  it('with JavaScript: four pictures with one variable changed, watched live, chosen, handed in', async () => {
    const { page, errors } = await visit('Ida Example', true);
    generator.hold();
    await askForFour(page);
    await page.getByText('Picture 1 of 4: 50 %').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const note = await page.locator('.lab-form > .note').last().innerText();
    expect(note).toMatch(/after 30 days they are deleted/);
    expect(note).toMatch(/a JPEG or WebP stays as it came/);
    generator.release();
    await page.getByText('4 pictures', { exact: true }).waitFor();
    expect(await page.locator('#lab-runs img').count()).toBe(4);
    expect(await page.locator('#lab-left').innerText()).toBe('36 of 40 pictures left until midnight UTC');
    expect(await page.getByLabel('Seed', { exact: true }).inputValue()).toBe('4242');
    expect(await page.locator('#lab-runs .choice').allInnerTexts()).toEqual([
      'guidance 4',
      'guidance 7',
      'guidance 10',
      'guidance 13',
    ]);
    for (const box of await page.locator('#lab-runs input[name="picture"]').all()) await box.check();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Hand in the chosen ones' }).click();
    await page.waitForURL(/\/attempts\//);
    // Four large pictures are graded by a process that has only just started.
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100/ })
      .waitFor({ state: 'attached', timeout: 120_000 });
    const report = await page.locator('main').innerText();
    expect(report).toMatch(/lab-4242-1\.png/);
    // The files say themselves how they were made.
    expect(report).toMatch(/One seed, one setting changed\s+\d+ %\s+100\s+met/);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('without JavaScript: the page looks again by itself until the pictures are there', async () => {
    const { page } = await visit('Jo Example', false);
    generator.hold();
    await askForFour(page);
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(1);
    generator.release();
    await page.getByText('4 pictures', { exact: true }).waitFor();
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(0);
    await page.getByRole('button', { name: 'Hand in the chosen ones' }).click();
    expect(await page.locator('main').innerText()).toContain('No picture is chosen');
    for (const box of await page.locator('#lab-runs input[name="picture"]').all()) await box.check();
    await page.getByRole('button', { name: 'Hand in the chosen ones' }).click();
    await page.waitForURL(/\/attempts\//);
    await page.context().close();
  });

  it('a run is stopped, and what is wrong is said', async () => {
    const { page } = await visit('Kim Example', true);
    generator.hold();
    await askForFour(page);
    await page.getByText('Picture 1 of 4: 50 %').waitFor();
    await page.getByRole('button', { name: 'Stop it' }).click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    generator.release();
    await page.getByLabel('Its values, joined by commas').fill('4');
    await page.getByRole('radio', { name: 'guidance' }).check();
    await page.getByRole('button', { name: 'Generate' }).click();
    await page.getByRole('alert').getByText('The values to try are missing').waitFor();
    expect(await page.getByLabel('Prompt', { exact: true }).inputValue()).toContain('lighthouse');
    await page.context().close();
  });

  it('killed in the middle, the school goes on with the run by itself', async () => {
    const { page } = await visit('Max Example', true);
    generator.hold();
    await askForFour(page);
    await page.getByText('Picture 1 of 4: 50 %').waitFor();
    await school.stop('SIGKILL');
    generator.release();
    await school.start();
    await page.goto(EXERCISE);
    await page.getByText('4 pictures', { exact: true }).waitFor();
    expect(await page.locator('#lab-left').innerText()).toMatch(/^36 of 40/);
    await page.context().close();
  });

  it('guests are told why there is nothing for them', async () => {
    const context = await browser.newContext({ baseURL: school.url });
    const page = await context.newPage();
    await page.goto(EXERCISE);
    expect(await page.locator('section.lab').innerText()).toMatch(/counted by account/);
    expect(await page.locator('section.lab textarea').count()).toBe(0);
    await context.close();
  });

  it('without a generator nothing shows, and its addresses are not there', async () => {
    const plain = await School.open();
    const { page } = await visit('Lea Example', true, plain.url);
    await page.goto(EXERCISE);
    expect(await page.locator('main').innerText()).not.toMatch(/Generate here/);
    for (const path of ['/api/exercises/one-variable/lab/runs', '/api/lab/runs/x', '/api/lab/pictures/x/0'])
      expect([path, (await page.request.get(path)).status()]).toEqual([path, 404]);
    await page.context().close();
    await plain.close();
  });
});
