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
  '/lessons/prompting/anatomy-of-a-prompt',
  '/lessons/prompting/rights-and-disclosure',
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
  '/certificates',
  '/achievements/retouching',
  '/verify',
  '/p',
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
    // Every picture of every page is derived on the way, once.
    300_000,
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

  it('hands its figure to the keyboard: reached by Tab before any script, then at its first control', async () => {
    const page = await browser.newPage({ baseURL: school.url, viewport: { width: 1280, height: 500 } });
    await page.goto('/lessons/seeing/value-and-the-histogram');
    const bench = page.locator('.bench');
    const within = () => bench.evaluate((one) => one.contains(document.activeElement));
    for (let i = 0; i < 40 && !(await within()); i += 1) await page.keyboard.press('Tab');
    expect(await within()).toBe(true);
    await expect.poll(() => bench.locator('button.wait').count()).toBe(0);
    await expect
      .poll(() => bench.locator('.panel').evaluate((one) => one.contains(document.activeElement)))
      .toBe(true);
    await page.close();
  });

  it('compares two pictures by keyboard, without a script', async () => {
    const context = await browser.newContext({ baseURL: school.url, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/lessons/retouching/healing-and-cloning');
    const figure = page.locator('.figure:has(.pair)').first();
    const width = async () => {
      const [over, pair] = await Promise.all(
        ['.over', '.pair'].map((part) => figure.locator(part).boundingBox()),
      );
      return (over?.width ?? 0) / (pair?.width ?? 1);
    };
    expect(await width()).toBeCloseTo(0.5, 2);
    await figure.getByRole('radio', { name: 'Both' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await width()).toBeCloseTo(1, 2);
    await page.keyboard.press('ArrowLeft');
    expect(await width()).toBe(0);
    await context.close();
  });
});

describe('an exercise page', () => {
  it.each([360, 1440])('is tabbed through in the order in which it is seen at %i px', async (width) => {
    const page = await browser.newPage({ baseURL: school.url, viewport: { width, height: 900 } });
    await page.goto('/exercises/seeing/value-range');
    const stops = await page.locator('main').evaluate((main) =>
      ['.brief', '.hand-in', '.hand-in button', 'details', '.criteria'].map((part) => {
        const one = main.querySelector(part)!;
        return {
          part,
          top: one.getBoundingClientRect().top + scrollY,
          at: [...main.querySelectorAll('*')].indexOf(one),
        };
      }),
    );
    const order = stops.toSorted((a, b) => a.at - b.at).map(({ part }) => part);
    expect(order).toEqual(['.brief', '.hand-in', '.hand-in button', 'details', '.criteria']);
    const below = width < 900 ? stops : stops.filter(({ part }) => !part.startsWith('.hand-in'));
    expect(below.map(({ top }) => top)).toEqual(below.map(({ top }) => top).toSorted((a, b) => a - b));
    await page.close();
  });
});
