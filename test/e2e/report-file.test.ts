import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { writeSet, NAMES } from '#test/support/set.ts';
import { atelier } from '../cli/run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let browser: Browser;
let scratch = '';

/** Grades the files and gives the address of the report. */
async function written(name: string, exercise: string, ...files: string[]): Promise<string> {
  const out = join(scratch, name);
  await atelier('grade', exercise, ...files, '--out', out);
  return pathToFileURL(join(out, 'report.html')).href;
}

const reports: Record<string, string> = {};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'atelier-report-'));
  browser = await launchBrowser();
  const [set, text] = [join(scratch, 'retouching/test-set'), join(scratch, 'prompt.txt')];
  await writeSet(scratch);
  await writeFile(text, 'A (bottle of scent:1.3) on slate, 8k, masterpiece, no people');
  const passed = join(ROOT, 'exercises/seeing/value-range/reference/coast-clear.webp');
  reports['a picture'] = await written(
    'picture',
    'dust-and-scratches',
    join(ROOT, 'content/pictures/home/attempt.webp'),
  );
  reports['a picture that passes'] = await written('passed', 'value-range', passed);
  reports['a set'] = await written('set', set, ...NAMES.map((name) => join(set, 'start', `${name}.png`)));
  reports['a text'] = await written('text', 'prompt-anatomy', text);
  reports['a refusal'] = await written('refusal', 'value-range', text);
});
afterAll(async () => {
  await browser?.close();
  await rm(scratch, { recursive: true, force: true });
});

/** Opens a report and gathers what it asks for and complains about. */
async function open(
  report: string,
  options: BrowserContextOptions,
): Promise<{ page: Page; heard: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const heard: string[] = [];
  page.on('pageerror', ({ message }) => heard.push(message));
  page.on('console', (message) => heard.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== reports[report] && !request.url().startsWith('data:')) heard.push(request.url());
  });
  await page.goto(reports[report]!);
  return { page, heard };
}

const KINDS = ['a picture', 'a picture that passes', 'a set', 'a text', 'a refusal'];
const SCREENS = [
  { width: 360, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
] as const;

describe('the report file', () => {
  it.each(KINDS.flatMap((kind) => SCREENS.map((screen) => ({ kind, ...screen }))))(
    'of $kind, $width px wide, $colorScheme: stands alone, fits and is accessible',
    async ({ kind, width, colorScheme }) => {
      const { page, heard } = await open(kind, { viewport: { width, height: 900 }, colorScheme });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      expect(await page.evaluate(() => document.fonts.check('16px "Instrument Sans Variable"'))).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
      expect(heard).toEqual([]);
      await page.context().close();
    },
  );

  it('parts the pictures by a line that the arrow keys move', async () => {
    const { page } = await open('a picture', {});
    await page.getByRole('radio', { name: 'Yours' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Split' }).isChecked()).toBe(true);
    const slide = page.getByRole('slider', { name: /^Dividing line/ });
    await slide.focus();
    await page.keyboard.press('ArrowRight');
    const yours = page.locator('[data-layer=yours] .plate > img').first();
    expect(await yours.evaluate((picture) => getComputedStyle(picture).clipPath)).toBe(
      'inset(0px 0px 0px 51%)',
    );
    await page.context().close();
  });

  it('ties each mark on the picture to the sentence of the same number', async () => {
    const { page } = await open('a picture', {});
    const spoken = await page.locator('.places li').evaluateAll((all) => all.map(({ id }) => id));
    const marked = await page
      .locator('a.mark')
      .evaluateAll((all) => all.map((mark) => mark.getAttribute('href')));
    expect(marked).toEqual(spoken.map((id) => `#${id}`));
    const last = page.locator('a.mark').last();
    expect(await last.isVisible()).toBe(false);
    await page.locator('.places a.number').last().click();
    await last.waitFor({ state: 'visible' });
    await page.context().close();
  });

  it('shows the reference only once it is passed, and one frame of a set at a time', async () => {
    const passed = await open('a picture that passes', {});
    expect(await passed.page.getByRole('radio', { name: 'Reference' }).count()).toBe(1);
    await passed.page.context().close();
    const { page } = await open('a set', {});
    expect(await page.getByRole('radio', { name: 'Reference' }).count()).toBe(0);
    const panels = page.locator('.panel:visible');
    expect(await panels.count()).toBe(1);
    await page.getByRole('radio', { name: /^2, / }).check({ force: true });
    expect(await panels.getAttribute('data-frame')).toBe('frame-1');
    await page.context().close();
  });

  it.each([
    ['without JavaScript', { javaScriptEnabled: false }, null],
    ['on paper', {}, 'print'],
  ] as const)('%s the pictures stand beside each other', async (_, options, media) => {
    const { page } = await open('a picture', { viewport: { width: 1000, height: 900 }, ...options });
    await page.emulateMedia({ media });
    const [before, yours] = await Promise.all(
      ['before', 'yours'].map((name) => page.locator(`[data-layer=${name}] .plate`).boundingBox()),
    );
    expect(before!.y).toBe(yours!.y);
    expect(before!.x + before!.width).toBeLessThan(yours!.x);
    expect(await page.getByRole('slider').count()).toBe(0);
    await page.context().close();
  });
});
