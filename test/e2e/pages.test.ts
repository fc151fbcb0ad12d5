import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';

let school: School;
let browser: Browser;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const LESSONS = [
  '/lessons/seeing/value-and-the-histogram',
  '/lessons/composition/horizon-and-verticals',
  '/lessons/retouching/white-balance',
  '/lessons/retouching/healing-and-cloning',
  '/lessons/retouching/removing-an-object',
  '/lessons/delivery/formats-and-bytes',
];
const EXERCISES = [
  '/exercises/seeing/value-range',
  '/exercises/composition/level-horizon',
  '/exercises/retouching/white-balance',
  '/exercises/retouching/dust-and-scratches',
  '/exercises/retouching/remove-the-intruder',
  '/exercises/delivery/hero-under-budget',
];
const OTHERS = [
  '/',
  '/exercises',
  '/lessons',
  '/tracks/seeing',
  '/tracks/retouching',
  '/sign-up',
  '/sign-in',
  '/progress',
  '/no-such-page',
];

/** Brings everything that loads when visible into view, as a reader would. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
      window.scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    window.scrollTo(0, 0);
  });
  await page.waitForLoadState('networkidle');
}

describe('every page', () => {
  it.each([
    { width: 1440, height: 900, colorScheme: 'light' as const },
    { width: 360, height: 780, colorScheme: 'dark' as const },
  ])(
    'is free of axe violations, script errors and sideways scrolling at $width px, $colorScheme',
    async ({ width, height, colorScheme }) => {
      const context = await browser.newContext({
        baseURL: school.url,
        viewport: { width, height },
        colorScheme,
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
      for (const path of [...OTHERS, ...EXERCISES, ...LESSONS]) {
        await page.goto(path);
        await scrollThrough(page);
        expect([path, await axeViolations(page)]).toEqual([path, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, overflow <= 0]).toEqual([path, true]);
      }
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  it('has one h1, a title of its own and a main landmark that the skip link reaches', async () => {
    const page = await browser.newPage({ baseURL: school.url });
    const titles = new Set<string>();
    const paths = [...OTHERS, ...EXERCISES, ...LESSONS];
    for (const path of paths) {
      await page.goto(path);
      expect([path, await page.locator('h1').count()]).toEqual([path, 1]);
      titles.add(await page.title());
      await page.keyboard.press('Tab');
      const target = await page.evaluate(() => document.activeElement?.getAttribute('href'));
      expect([path, target]).toEqual([path, '#content']);
      expect(await page.locator('main#content').count()).toBe(1);
    }
    expect(titles.size).toBe(paths.length);
    await page.close();
  });
});

describe('a lesson', () => {
  it.each(LESSONS)(
    '%s weighs under 100 kB without pictures, and ships no script while no figure is in view',
    async (path) => {
      const page = await browser.newPage({ baseURL: school.url, viewport: { width: 1280, height: 500 } });
      let bytes = 0;
      const scripts: string[] = [];
      page.on('response', (response) => {
        const type = response.request().resourceType();
        if (type === 'script') scripts.push(response.url());
        if (!['image', 'media'].includes(type)) {
          void response
            .request()
            .sizes()
            .then((sizes) => (bytes += sizes.responseBodySize))
            .catch(() => undefined);
        }
      });
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(200);
      expect(scripts).toEqual([]);
      expect(bytes).toBeGreaterThan(5_000);
      expect(bytes).toBeLessThan(100_000);
      await scrollThrough(page);
      await page.locator('figure:has(astro-island)').first().scrollIntoViewIfNeeded();
      await expect.poll(() => scripts.length).toBeGreaterThan(0);
      await page.close();
    },
  );
});
