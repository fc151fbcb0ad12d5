import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmittedFile } from '#graders/types.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';
import { goldenFiles } from '#test/support/shipped-goldens.ts';

const VARIABLE = '/exercises/prompting/one-variable';
const PALETTE = '/exercises/prompting/palette-by-prompt';
const DISCLOSE = '/exercises/prompting/disclose-it';

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
const uploads = (files: readonly SubmittedFile[]): Upload[] =>
  files.map(({ name, bytes }) => ({
    name,
    mimeType: name.endsWith('jpeg') ? 'image/jpeg' : 'image/png',
    buffer: Buffer.from(bytes),
  }));

let school: School;
let browser: Browser;
let strip: Upload[];
let palette: Upload[];
let blue: Upload[];
let declared: Upload[];

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  strip = uploads(await goldenFiles('one-variable', 'guidance over four values, comfyui as png'));
  palette = uploads(await goldenFiles('palette-by-prompt', 'in the palette, comfyui as png'));
  blue = uploads(await goldenFiles('palette-by-prompt', 'the palette turned to blue'));
  declared = uploads(await goldenFiles('disclose-it', 'done with care, JPEG 95'));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

async function visit(
  path: string,
  javaScriptEnabled: boolean,
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: school.url });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(path);
  return { context, page, errors };
}

const handIn = (page: Page) => page.getByRole('button', { name: /^Hand (it|them) in$/ }).click();
const scored = async (page: Page, outcome: 'Passed' | 'Not yet') => {
  await page.waitForURL(/\/attempts\//);
  await page
    .getByRole('heading', { level: 2, name: new RegExp(`^Score: \\d+ of 100\\. ${outcome}`) })
    .waitFor({ state: 'attached', timeout: 120_000 });
};
const said = (page: Page) => page.locator('section.says');
const criterion = (page: Page, id: string) => page.locator(`#criterion-${id}`);
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
/** The page as it stands, on a telephone. */
const fitsTelephone = async (page: Page) => {
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await sideways(page)).toBeLessThanOrEqual(0);
};

describe('pictures straight from a generator', () => {
  it('with JavaScript: counted as they are chosen, then a record of each', async () => {
    const { context, page, errors } = await visit(VARIABLE, true);
    await page.locator('#file').setInputFiles(strip.slice(0, 1));
    await page.getByText('1 of 4 chosen, 3 pictures missing.').waitFor();
    await handIn(page);
    expect(await page.getByRole('alert').innerText()).toContain('The set is not complete');
    await page.locator('#file').setInputFiles(strip.slice(1));
    await page.getByText(/^All 4 chosen/).waitFor();
    await handIn(page);
    await scored(page, 'Passed');
    expect(await criterion(page, 'variable').innerText()).toMatch(/Met, essential\s+100/);
    expect(await said(page).locator('.file').count()).toBe(4);
    for (const file of await said(page).locator('.file > details').all())
      await file.evaluate((one) => void ((one as HTMLDetailsElement).open = true));
    const words = await said(page).innerText();
    for (const fact of ['Generated with ComfyUI', '4213377190', 'a wooden chess king on a board'])
      expect(words.split(fact).length - 1).toBeGreaterThanOrEqual(4);
    for (const guidance of ['2', '5', '8', '14'])
      expect(words).toMatch(new RegExp(`Guidance\\s+${guidance}\\s`));
    expect(await axeViolations(page)).toEqual([]);
    await fitsTelephone(page);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it('without JavaScript: a wrong number is refused, silent files are judged as silent', async () => {
    const { context, page } = await visit(VARIABLE, false);
    await page.locator('#file').setInputFiles(strip.slice(0, 3));
    await handIn(page);
    expect(await page.getByRole('alert').innerText()).toContain('3 of 4 pictures arrived.');

    const silent = await Promise.all(
      strip.map(async (file) => ({ ...file, buffer: await sharp(file.buffer).png().toBuffer() })),
    );
    await page.locator('#file').setInputFiles(silent);
    await handIn(page);
    await scored(page, 'Not yet');
    expect(await criterion(page, 'record').innerText()).toMatch(/Not met, essential\s+0/);
    expect(await said(page).innerText()).toContain('that proves nothing either way');

    await page.goto(VARIABLE);
    const preview = await sharp(strip[0]!.buffer).resize(256).png().toBuffer();
    await page
      .locator('#file')
      .setInputFiles([...strip.slice(1), { ...strip[0]!, name: 'preview.png', buffer: preview }]);
    await handIn(page);
    await page.waitForURL(/\/attempts\//);
    await page.getByText('preview.png is 256 × 341 px; at least 512 × 512 px are needed.').waitFor();
    await context.close();
  }, 180_000);

  it('one file: palette, shape and prompt, with the colours that were found', async () => {
    const { context, page, errors } = await visit(PALETTE, true);
    await page.locator('#file').setInputFiles(palette);
    await handIn(page);
    await scored(page, 'Passed');
    await said(page).locator('summary').first().click();
    expect(await said(page).innerText()).toContain('travertine');
    expect(await axeViolations(page)).toEqual([]);
    await fitsTelephone(page);

    await page.goto(PALETTE);
    await page.locator('#file').setInputFiles(blue);
    await handIn(page);
    await scored(page, 'Not yet');
    expect(await criterion(page, 'palette').locator('img').count()).toBeGreaterThan(0);
    expect(await axeViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it('a declared composite without JavaScript: its source in words, its size by the pixel', async () => {
    const { context, page } = await visit(DISCLOSE, false);
    const half = await sharp(declared[0]!.buffer).keepMetadata().resize(1200, 800).jpeg().toBuffer();
    await page.locator('#file').setInputFiles([{ ...declared[0]!, buffer: half }]);
    await handIn(page);
    await page.waitForURL(/\/attempts\//);
    await page.getByText(/1200 × 800 px; the brief asks for exactly 1800 × 1200 px/).waitFor();

    await page.goto(DISCLOSE);
    await page.locator('#file').setInputFiles(declared);
    await handIn(page);
    await scored(page, 'Passed');
    const words = await said(page).textContent();
    expect(words).toContain('compositeWithTrainedAlgorithmicMedia');
    expect(words).not.toContain('What it gives away');
    expect(words).toContain('when it was taken');
    await context.close();
  }, 180_000);
});
