import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { readPdf } from '#test/support/pdf.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { School } from '#test/support/school.ts';

let school: School;
let browser: Browser;
let context: BrowserContext;
let page: Page;

const REFERENCE = new URL(
  '../../exercises/retouching/white-balance/reference/breakfast-neutral.webp',
  import.meta.url,
);

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  context = await browser.newContext({ baseURL: school.url });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
  await sweepFolders();
});

const tooWide = (on: Page) => on.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

async function pass(): Promise<string> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Learner One');
  await page.getByLabel('E-mail').fill('one@example.org');
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  const sent = await page.request.post('/api/exercises/white-balance/attempts', {
    headers: { origin: school.url },
    multipart: { file: { name: 'mine.webp', mimeType: 'image/webp', buffer: await readFile(REFERENCE) } },
  });
  const { id } = (await sent.json()) as { id: string };
  await expect
    .poll(
      async () =>
        ((await (await page.request.get(`/api/attempts/${id}`)).json()) as { status: string }).status,
      {
        timeout: 90_000,
      },
    )
    .toBe('graded');
  return id;
}

describe('from a passed exercise to a page of one’s own', () => {
  it('a piece is added, told about, and published', async () => {
    const id = await pass();
    await page.goto(`/attempts/${id}`);
    await page.getByRole('link', { name: 'Put it into your portfolio' }).click();
    await page.getByRole('button', { name: /^Add “/ }).click();
    await page.getByLabel('Statement').fill('Morning light, and linen that is grey again.');
    await page
      .getByLabel('What you did')
      .fill('Set the grey point on the linen\nLifted the blue channel by hand');
    await page.getByRole('textbox', { name: 'Tools' }).fill('GIMP, curves');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/\/portfolio#piece-/);
    await page.getByRole('textbox', { name: 'Address' }).fill('learner-one');
    await page.getByRole('textbox', { name: 'One line about you' }).fill('Retoucher <b>for still life</b>');
    await page.getByRole('radio', { name: /^Public/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await tooWide(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }, 180_000);

  it('an own picture of several megabytes is taken in, streamed past the limit of forms', async () => {
    const noise = await sharp({
      create: {
        width: 2400,
        height: 1600,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(noise.byteLength).toBeGreaterThan(2_000_000);
    const sent = await page.request.post('/portfolio/own', {
      headers: { origin: school.url },
      multipart: { file: { name: 'noise.jpg', mimeType: 'image/jpeg', buffer: noise } },
      maxRedirects: 0,
    });
    expect([sent.status(), sent.headers()['location']]).toEqual([
      303,
      expect.stringMatching(/^\/portfolio\/pieces\/\w+$/),
    ]);
    const removed = await page.request.post(sent.headers()['location'] ?? '', {
      headers: { origin: school.url },
      form: { intent: 'remove' },
      maxRedirects: 0,
    });
    expect(removed.status()).toBe(303);
  }, 60_000);

  it.each([
    { width: 1440, colorScheme: 'light' as const },
    { width: 360, colorScheme: 'dark' as const },
  ])(
    'anybody sees it: fast, still, accessible, at $width px',
    async ({ width, colorScheme }) => {
      const visitor = await browser.newContext({
        baseURL: school.url,
        viewport: { width, height: 800 },
        colorScheme,
      });
      const seen = await visitor.newPage();
      let bytes = 0;
      seen.on('requestfinished', (request) => {
        if (request.resourceType() !== 'image')
          void request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
            bytes += responseBodySize + responseHeadersSize;
          });
      });
      await seen.addInitScript(() => {
        const found = { shift: 0, largest: '' };
        Object.assign(window, { found });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) found.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          found.largest = (list.getEntries().at(-1) as unknown as { url: string }).url;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      });
      // A face that comes late may not move a line.
      await seen.route('**/*.woff2', async (route) => {
        await sleep(800);
        await route.continue();
      });
      await seen.goto('/p/learner-one');
      await seen.waitForLoadState('networkidle');
      expect(await seen.getByRole('heading', { level: 1 }).innerText()).toBe('Learner One');
      expect(await seen.getByText('Retoucher <b>for still life</b>').isVisible()).toBe(true);
      expect(await seen.getByText('Made by hand, without generative tools.').isVisible()).toBe(true);
      expect(await seen.locator('.criteria li').count()).toBeGreaterThan(2);
      expect(await seen.locator('meta[property="og:image"]').getAttribute('content')).toMatch(
        /^http:\/\/localhost:\d+\/p\/learner-one\/\w+\/card\.jpg$/,
      );
      const { shift, largest } = await seen.evaluate(
        () => (window as unknown as { found: { shift: number; largest: string } }).found,
      );
      expect(shift).toBe(0);
      expect(largest).toMatch(/\/p\/learner-one\/\w+\/1-\d+\.webp$/);
      expect(bytes).toBeGreaterThan(10_000);
      expect(bytes).toBeLessThan(150_000);
      expect(await axeViolations(seen)).toEqual([]);
      expect(await tooWide(seen)).toBe(0);
      await visitor.close();
    },
    120_000,
  );

  it('shows both pictures without a script, and lets the line be moved with one', async () => {
    const plain = await browser.newContext({ baseURL: school.url, javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto('/p/learner-one');
    const before = still.getByRole('img', { name: /^Before: / });
    expect(await before.isVisible()).toBe(false);
    await still.getByRole('radio', { name: 'Before' }).check();
    expect(await before.isVisible()).toBe(true);
    expect(await still.getByRole('slider').isVisible()).toBe(false);
    await plain.close();

    await page.goto('/p/learner-one');
    const line = page.getByRole('slider');
    await line.focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Both' }).isChecked()).toBe(true);
    expect(await line.inputValue()).toBe('51');
  }, 60_000);

  it('opens from a disk, whole', async () => {
    await page.goto('/portfolio');
    const answer = await page.request.get('/portfolio/export.zip');
    expect(answer.headers()['content-disposition']).toContain('learner-one-portfolio.zip');
    const folder = await scratch('folio');
    for (const [name, bytes] of Object.entries(unzipSync(await answer.body()))) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const pdf = readPdf(await readFile(join(folder, 'learner-one', 'portfolio.pdf')));
    expect([pdf.pages, pdf.jpegs.length]).toEqual([2, 2]);
    expect(pdf.text).toContain('Learner One');
    const offline = await browser.newContext({ offline: true });
    const disk = await offline.newPage();
    const failed: string[] = [];
    disk.on('requestfailed', (request) => failed.push(request.url()));
    disk.on('pageerror', (error) => failed.push(error.message));
    await disk.goto(pathToFileURL(join(folder, 'learner-one', 'index.html')).href);
    expect(await disk.getByText('Edit the portfolio').count()).toBe(0);
    expect(await disk.getByRole('link', { name: 'Download as PDF' }).getAttribute('href')).toBe(
      'portfolio.pdf',
    );
    await disk.getByRole('slider').focus();
    await disk.keyboard.press('ArrowLeft');
    expect(await disk.getByRole('radio', { name: 'Both' }).isChecked()).toBe(true);
    await disk.waitForLoadState('networkidle');
    const empty = await disk.evaluate(
      () => [...document.images].filter((image) => image.naturalWidth === 0).length,
    );
    const font = await disk.evaluate(() => document.fonts.check('16px "Newsreader Display"'));
    expect([empty, failed, font]).toEqual([0, [], true]);
    await offline.close();
  }, 60_000);

  it('taken down, it is gone for everybody else', async () => {
    await page.goto('/portfolio');
    await page.getByRole('radio', { name: /^Private/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const visitor = await browser.newContext({ baseURL: school.url });
    const seen = await visitor.newPage();
    expect((await seen.goto('/p/learner-one'))?.status()).toBe(404);
    expect((await seen.request.get('/p/learner-one/portfolio.pdf')).status()).toBe(404);
    const mine = await page.request.get('/p/learner-one/portfolio.pdf');
    expect([mine.status(), mine.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect((await page.goto('/p/learner-one'))?.status()).toBe(200);
    const picture = await page.locator('.pair img').first().getAttribute('src');
    const own = await page.request.get(picture ?? '');
    expect(own.headers()['cache-control']).toBe('private, no-store');
    expect(await page.getByText('Private: only you see this page.').isVisible()).toBe(true);
    await visitor.close();
  }, 60_000);

  it('a solution is shared with those who have passed', async () => {
    const gallery = '/exercises/retouching/white-balance/gallery';
    await page.goto(gallery);
    await page.getByLabel('What made the difference').fill('I looked at the linen, not at the numbers.');
    await page.getByRole('button', { name: 'Share it' }).click();
    await page.getByText('I looked at the linen').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const visitor = await browser.newContext({ baseURL: school.url });
    const other = await visitor.newPage();
    await other.goto('/sign-up');
    await other.getByLabel('Name').fill('Learner Two');
    await other.getByLabel('E-mail').fill('two@example.org');
    await other.getByLabel('Password').fill('three unrelated words');
    await other.getByRole('button', { name: 'Sign up' }).click();
    await other.waitForURL((url) => !url.pathname.startsWith('/sign-up'));
    expect((await other.goto(gallery))?.status()).toBe(403);
    expect(await other.getByText('open once you have passed').isVisible()).toBe(true);
    expect(await axeViolations(other)).toEqual([]);
    await visitor.close();
  }, 90_000);
});
