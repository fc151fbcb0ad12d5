import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { enrolled } from '#test/support/classroom.ts';
import { passTrack } from '#test/support/passed-track.ts';
import { School } from '#test/support/school.ts';

const TRACKS = ['seeing', 'prompting', 'composition', 'retouching', 'compositing', 'delivery'];
const SAMPLES = new URL('../../content/rubrics/samples/capstone.yaml', import.meta.url);
const DIMENSIONS = ['tone', 'colour', 'frame', 'hand', 'together'];

let school: School;
let browser: Browser;
let learner: { cookie: string };
let reviewer: { cookie: string };

beforeAll(async () => {
  school = await School.open({ ATELIER_SCHOOL: 'The test school' });
  browser = await launchBrowser();
  learner = await enrolled(school, 'Candidate');
  reviewer = await enrolled(school, 'Reviewer', 'reviewer');
  for (const track of TRACKS) await passTrack(school.data, 'candidate@example.org', track);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

async function pageOf(cookie: string, more = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: school.url, javaScriptEnabled: false, ...more });
  const [name, value] = cookie.split('=');
  if (name && value) await context.addCookies([{ name, value, url: school.url }]);
  return context.newPage();
}

/** Free of violations and sideways scrolling, wide and light, narrow and dark. */
async function looksRight(cookie: string, path: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    const page = await pageOf(cookie, {
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: true,
    });
    await page.goto(path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    expect([path, width, await axeViolations(page)]).toEqual([path, width, []]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([path, width, overflow <= 0]).toEqual([path, width, true]);
    await page.context().close();
  }
}

describe('a capstone', () => {
  it('is asked for, waits until its reviewer is calibrated, is marked, and its certificate is claimed', async () => {
    const mine = await pageOf(learner.cookie);
    await mine.goto('/certificates');
    const due = mine.locator('#specialist');
    await due.getByRole('button', { name: 'Ask for the review' }).click();
    await due.getByText('Waiting for review.').waitFor();

    const desk = await pageOf(reviewer.cookie);
    await desk.goto('/review');
    await desk.getByRole('link', { name: '1 capstone waits for review' }).click();
    await desk.waitForURL(/\/certificates\/reviews$/);
    expect(await desk.getByText('Not calibrated yet.').count()).toBe(1);
    expect(await desk.getByRole('link', { name: 'Candidate' }).count()).toBe(0);
    await desk.getByRole('link', { name: 'Mark the samples' }).click();
    const calibration = new URL(desk.url()).pathname;
    await looksRight(reviewer.cookie, calibration);

    const samples = parse(await readFile(SAMPLES, 'utf8')) as {
      id: string;
      marks: Record<string, { level: number }>;
    }[];
    for (const { id, marks } of samples.slice(0, 3))
      for (const [dimension, { level }] of Object.entries(marks))
        await desk.locator(`[name="level/${id}/${dimension}"][value="${level}"]`).check();
    await desk.getByRole('button', { name: 'Compare with the reference marks' }).click();
    await desk.getByRole('heading', { name: 'In agreement' }).waitFor();
    await looksRight(reviewer.cookie, calibration);

    await desk.goto('/certificates/reviews');
    await looksRight(reviewer.cookie, '/certificates/reviews');
    await desk.getByRole('link', { name: 'Candidate' }).click();
    const review = new URL(desk.url()).pathname;
    await desk.getByRole('button', { name: 'Take it' }).click();
    await desk.getByText(/^Yours until/).waitFor();
    const pictures = desk.locator('.work img');
    expect(await pictures.count()).toBeGreaterThan(5);
    const shown = (await pictures.first().getAttribute('src'))!;
    const ask = async (cookie: string) =>
      (await fetch(school.url + shown, { headers: { cookie }, redirect: 'manual' })).status;
    expect([await ask(reviewer.cookie), await ask(learner.cookie), await ask('')]).toEqual([200, 404, 401]);
    for (const dimension of DIMENSIONS) await desk.locator(`[name="level-${dimension}"][value="3"]`).check();
    await desk.getByRole('button', { name: 'Accept the work' }).click();
    await desk.getByText('Marks are missing').waitFor();
    expect(await desk.locator('[name="level-tone"][value="3"]').isChecked()).toBe(true);
    for (const dimension of DIMENSIONS)
      await desk.locator(`[name="sentence-${dimension}"]`).fill(`Seen in all pieces: ${dimension}.`);
    await looksRight(reviewer.cookie, review);
    await desk.getByRole('button', { name: 'Accept the work' }).click();
    await desk.getByText('Decided.').waitFor();

    await mine.goto('/notices');
    expect(await mine.getByText('your work was accepted').count()).toBe(1);
    await mine.goto('/certificates');
    await due.getByText('Seen in all pieces: tone.').waitFor();
    await looksRight(learner.cookie, '/certificates');
    await due.getByRole('checkbox', { name: /^My name/ }).check();
    await due.getByRole('button', { name: 'Claim the certificate' }).click();
    await mine.waitForURL('**/credentials/*');
  }, 300_000);

  it('its certificate stands on the portfolio of its learner, as long as they want it', async () => {
    const mine = await pageOf(learner.cookie);
    await mine.goto('/portfolio');
    await mine.getByRole('textbox', { name: 'Address' }).fill('candidate');
    await mine.getByLabel(/^Public/).check();
    await mine.getByRole('button', { name: 'Save' }).click();
    const anybody = await pageOf('');
    await anybody.goto('/p/candidate');
    const certificate = anybody.getByRole('link', { name: /Image generation specialist/ });
    expect(await certificate.getAttribute('href')).toMatch(/^\/credentials\//);
    await looksRight('', '/p/candidate');
    await mine.getByLabel(/^Show my certificates/).uncheck();
    await mine.getByRole('button', { name: 'Save' }).click();
    await mine.getByText('Saved.').waitFor();
    const later = await pageOf('');
    await later.goto('/p/candidate?later');
    expect(await later.getByRole('heading', { name: 'Certificates' }).count()).toBe(0);
  }, 120_000);
});
