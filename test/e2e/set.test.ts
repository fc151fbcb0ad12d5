import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import type { Exercise } from '#graders/types.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';

const PAGE = '/exercises/retouching/series-match';

let school: School;
let browser: Browser;
let exercise: Exercise;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  exercise = await openExercise((await findExercise('series-match'))!);
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function visit(
  javaScriptEnabled: boolean,
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: school.url, acceptDownloads: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { context, page, errors };
}

async function downloadAll(page: Page): Promise<Upload[]> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the pictures' }).click();
  const files = unzipSync(await readFile(await (await waiting).path()));
  return Object.entries(files).map(([name, bytes]) => ({
    name,
    mimeType: 'image/png',
    buffer: Buffer.from(bytes),
  }));
}

/** Every frame put right, saved as a JPEG of its own. */
const solved = (): Promise<Upload[]> =>
  Promise.all(
    exercise.frames.map(async ({ name, references }) => ({
      name: `${name}.jpg`,
      mimeType: 'image/jpeg',
      buffer: await sharp(await readFile(join(exercise.folder, references[0]!.path)))
        .jpeg({ quality: 90 })
        .toBuffer(),
    })),
  );

const scored = (page: Page, outcome: 'Passed' | 'Not yet'): Promise<void> =>
  page
    .getByRole('heading', { level: 2, name: new RegExp(`^Score: \\d+ of 100\\. ${outcome}`) })
    .waitFor({ state: 'attached' });

describe('a set, from the download to the verdict', () => {
  it('with JavaScript: chosen bit by bit, taken out again, and looked at frame by frame', async () => {
    const { context, page, errors } = await visit(true);
    await page.goto(PAGE);
    const starts = await downloadAll(page);
    expect(starts.map(({ name }) => name)).toEqual(
      exercise.frames.map(({ name }) => `series-match-${name}.png`),
    );

    const input = page.locator('#file');
    const button = page.getByRole('button', { name: 'Hand them in', exact: true });
    await input.setInputFiles(starts.slice(0, 2));
    await page.getByText('2 of 4 chosen, 2 pictures missing.').waitFor();
    await button.click();
    expect(await page.getByRole('alert').innerText()).toContain('The set is not complete');
    await input.setInputFiles(starts.slice(1));
    await page.getByText(/^All 4 chosen/).waitFor();
    await page.getByRole('button', { name: `Remove ${starts[3]!.name}` }).click();
    await page.getByText('3 of 4 chosen, 1 picture missing.').waitFor();
    await input.setInputFiles(starts.slice(3));
    expect(await axeViolations(page)).toEqual([]);
    await button.click();
    await page.waitForURL(/\/attempts\//);
    await scored(page, 'Not yet');

    const frames = page.getByRole('group', { name: 'Frames of the set' }).getByRole('button');
    expect(await frames.count()).toBe(4);
    const third = exercise.frames[2]!;
    await frames.nth(2).click();
    await page.getByRole('group', { name: `Compare the pictures of frame 3, ${third.title}` }).waitFor();
    expect(await page.locator('main').innerText()).toContain(`Frame 3, ${third.title}`);
    await page.getByRole('img', { name: /^The frames side by side/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('without JavaScript: one form with several files, in any order, and every frame on the page', async () => {
    const { context, page } = await visit(false);
    await page.goto(PAGE);
    const files = (await solved()).toReversed();
    await page.locator('#file').setInputFiles(files.slice(1));
    await page.getByRole('button', { name: 'Hand them in', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('3 of 4 pictures arrived.');

    await page.locator('#file').setInputFiles(files);
    await page.getByRole('button', { name: 'Hand them in', exact: true }).click();
    await page.waitForURL(/\/attempts\//);
    await scored(page, 'Passed');
    for (const [i, { title }] of exercise.frames.entries()) {
      const shown = page.getByRole('img', {
        name: `Your picture: ${exercise.spec.title}, frame ${i + 1}, ${title}`,
      });
      expect(await shown.isVisible()).toBe(true);
    }
    expect(await page.locator('main').innerText()).toContain('The files arrived in another order');
    await context.close();
  });
});
