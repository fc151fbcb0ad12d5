import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnerByEmail } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { ClassRows } from '#test/support/class-rows.ts';
import { School } from '#test/support/school.ts';

const LEARNERS = 300;
const COLUMNS = 60;
/** A frame at 60 Hz. */
const FRAME_MS = 1000 / 60;

let school: School;
let browser: Browser;
let rows: ClassRows;
let path: string;

beforeAll(async () => {
  school = await School.open({ ATELIER_WORKERS: '0' });
  browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: school.url });
  const page = await context.newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Teacher');
  await page.getByLabel('E-mail').fill('teacher@example.org');
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
  await context.close();
  const database = join(school.data, 'atelier.db');
  const store = openStore(database);
  const teacher = (await learnerByEmail(store.db, 'teacher@example.org'))!.learner;
  await store.close();
  rows = await ClassRows.openAt(database, teacher.id);
  await rows.member(teacher, 'instructor');
  const exercises = Array.from({ length: COLUMNS }, (_, n) => ({
    id: `${String(n).padStart(8, '0')}-52d3-4a6f-9c1f-6f4b8c2f7a01`,
    slug: `exercise-${n + 1}`,
  }));
  for (const [n, { id }] of exercises.entries()) await rows.assignment(`Exercise ${n + 1}`, [id]);
  await rows.crowd(LEARNERS, exercises, Date.now() - 1000);
  path = `/cohorts/${rows.cohortId}/gradebook`;
});
afterAll(async () => {
  await browser?.close();
  await rows?.close();
  await school?.close();
});

async function open(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: school.url, ...options });
  const page = await context.newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('E-mail').fill('teacher@example.org');
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === path);
  return { context, page };
}

const names = (page: Page) => page.locator('[data-book] tbody tr:not([hidden]) .who').allTextContents();

describe(`${LEARNERS} learners × ${COLUMNS} exercises`, () => {
  it('without scripts: the same table, chosen and sorted by the address', async () => {
    const { context, page } = await open({ javaScriptEnabled: false });
    expect(await page.locator('[data-book] tbody tr').count()).toBe(LEARNERS);
    expect(await page.locator('[data-book] tbody td[class]').count()).toBe(LEARNERS * COLUMNS);
    await page.getByLabel('Name, e-mail or SIS id').fill('Learner 00');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await names(page)).toEqual(Array.from({ length: 9 }, (_, n) => `Learner 00${n + 1}`));
    await page.getByRole('link', { name: /sort by Exercise 2$/ }).click();
    // Learner l (from 0) has (7 l + 13) mod 101, and nothing where l + 1 is a multiple of 5.
    const sorted = await names(page);
    expect(sorted).toHaveLength(9);
    expect(sorted).toEqual(sorted.toSorted((a, b) => score(b) - score(a) || a.localeCompare(b)));
    await page.getByLabel('Assignment').selectOption({ label: 'Exercise 7' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('[data-book] th[data-column] .title').allTextContents()).toEqual([
      'Exercise 7',
    ]);
    await context.close();
  });

  it('with scripts: answers at once and in place, and the address keeps up', async () => {
    const { context, page } = await open({ viewport: { width: 1440, height: 900 } });
    let loads = 0;
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
    await page.getByLabel('Name, e-mail or SIS id').fill('learner 01');
    await expect.poll(() => names(page)).toEqual(Array.from({ length: 10 }, (_, n) => `Learner 01${n}`));
    expect(await page.locator('[data-shown]').textContent()).toBe(`10 of ${LEARNERS} shown`);
    expect(new URL(page.url()).search).toBe('?name=learner+01');
    await page.getByRole('link', { name: /sort by Exercise 1$/ }).click();
    const sorted = await names(page);
    expect(sorted).toEqual(sorted.toSorted((a, b) => score(b, 0) - score(a, 0) || a.localeCompare(b)));
    expect(await page.locator('th[data-column]').first().getAttribute('aria-sort')).toBe('descending');
    await page.getByLabel('State').selectOption('passed');
    await page.getByLabel('Name, e-mail or SIS id').fill('nobody is called this');
    await expect.poll(() => page.locator('[data-nobody]').isVisible()).toBe(true);
    await page.getByLabel('Name, e-mail or SIS id').fill('');
    await expect.poll(() => page.locator('[data-nobody]').isVisible()).toBe(false);
    const csv = await page.getByRole('link', { name: 'For Moodle' }).getAttribute('href');
    expect(csv).toContain('shape=moodle&state=passed&sort=');
    expect(loads).toBe(0);
    // A reload shows the very same rows in the very same order.
    const before = await names(page);
    await page.reload();
    expect(await names(page)).toEqual(before);
    await context.close();
  });

  // Axe goes through 18,000 cells.
  it(
    'lays out what is in view alone, is free of axe violations, and leads to each attempt by keyboard',
    { timeout: 240_000 },
    async () => {
      const { context, page } = await open({ viewport: { width: 1440, height: 900 } });
      const laidOut = await page.evaluate(
        () =>
          [...document.querySelectorAll('[data-book] tbody tr')].filter((row) =>
            row.firstElementChild!.checkVisibility({ contentVisibilityAuto: true }),
          ).length,
      );
      expect(laidOut).toBeGreaterThan(10);
      expect(laidOut).toBeLessThan(120);
      const heads = page.locator('[data-book] thead');
      const top = () => heads.evaluate((head) => Math.round(head.getBoundingClientRect().top));
      const frame = page.getByRole('region', { name: 'Grades', exact: true });
      const at = await top();
      await frame.evaluate((element) => element.scrollTo(2000, 3000));
      expect(await top()).toBe(at);
      const first = page.locator('[data-book] tbody th').nth(94);
      expect(await first.evaluate((cell) => Math.round(cell.getBoundingClientRect().left))).toBe(
        await frame.evaluate((element) => Math.round(element.getBoundingClientRect().left)),
      );
      await frame.evaluate((element) => element.scrollTo(0, 0));
      await page.locator('[data-book] tbody a').first().focus();
      const href = await page.locator(':focus').getAttribute('href');
      expect(href).toMatch(/^\/attempts\/\w{26}$/);
      expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^\d+, (in work|passed)/);
      await page.getByLabel('Name, e-mail or SIS id').fill('Learner 00');
      expect(await axeViolations(page)).toEqual([]);
      // Rows out of view keep their place: the frame is as high as what is shown, before and after a filter.
      const high = () =>
        frame.evaluate((element) => {
          const row = element.querySelector('tbody tr:not([hidden])')!.getBoundingClientRect().height;
          const bodies = [...element.querySelectorAll('tbody')].map(
            (one) => one.getBoundingClientRect().height,
          );
          return Math.round(bodies.reduce((sum, one) => sum + one, 0) / row);
        });
      await expect.poll(high).toBe(9);
      await page.getByLabel('Name, e-mail or SIS id').fill('Learner 1');
      await expect.poll(high).toBe(100);
      await page.getByLabel('Name, e-mail or SIS id').fill('');
      await expect.poll(high).toBe(LEARNERS);
      await context.close();
    },
  );

  it('reports its time: page, frames while scrolling, filter and sort', { timeout: 240_000 }, async () => {
    const { context, page } = await open({ viewport: { width: 1440, height: 900 } });
    const response = await page.goto(path);
    const html = (await response!.body()).byteLength;
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    /** What the main thread has done so far, in ms of its own time: a busy machine makes it no longer. */
    const busy = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
    };
    const rested = await busy();
    const frames = await page.evaluate(async () => {
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const frame = document.querySelector('.book-frame')!;
      const frames: number[] = [];
      let last = await nextFrame();
      for (let n = 0; n < 60; n++) {
        frame.scrollBy(n % 2 ? 40 : 0, 60);
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
      }
      frame.scrollTo(0, 0);
      return frames.toSorted((a, b) => a - b);
    });
    const perFrame = ((await busy()) - rested) / frames.length;
    const rest = await page.evaluate(async () => {
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      const field = document.querySelector<HTMLInputElement>('input[name="name"]')!;
      const timed = async (work: () => void) => {
        await nextFrame();
        const from = performance.now();
        work();
        document.querySelector('[data-book]')!.getBoundingClientRect();
        const script = performance.now() - from;
        await nextFrame();
        await nextFrame();
        return { script, shown: performance.now() - from };
      };
      const type = (text: string) => () => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const head = document.querySelectorAll<HTMLAnchorElement>('a[data-sort]')[5]!;
      return {
        response: load!.responseStart - load!.requestStart,
        ready: load!.domContentLoadedEventEnd - load!.responseStart,
        first: await timed(type('Learner 1')),
        narrow: await timed(type('Learner 12')),
        all: await timed(type('')),
        sort: await timed(() => head.click()),
      };
    });
    expect(frames).toHaveLength(60);
    const at = (share: number) => frames[Math.floor(share * (frames.length - 1))]!;
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    const lines = [
      `page ${Math.round(html / 1024)} kB, first byte after ${ms(rest.response)}, ready ${ms(rest.ready)} later`,
      `frames while scrolling: median ${ms(at(0.5))}, 95 % ${ms(at(0.95))}, longest ${ms(at(1))}, ` +
        `${frames.filter((one) => one > 1.5 * FRAME_MS).length} of 60 late; ${ms(perFrame)} of the main thread for each`,
      ...(['first', 'narrow', 'all', 'sort'] as const).map(
        (name) =>
          `${name === 'sort' ? 'sort' : `filter (${name})`}: ${ms(rest[name].script)} of work and layout`,
      ),
    ];
    console.log(`gradebook ${LEARNERS} × ${COLUMNS}\n  ${lines.join('\n  ')}`);
    // Counted, not timed: what the page costs in bytes and elements.
    expect(html / (LEARNERS * COLUMNS)).toBeLessThan(130);
    expect(await page.locator('[data-book] *').count()).toBeLessThan(3.2 * LEARNERS * COLUMNS);
    await context.close();
  });
});

/** Of “Learner 00n” at the exercise of this index; below all where there is no attempt. */
function score(name: string, exercise = 1): number {
  const learner = Number(name.slice(-3)) - 1;
  return (learner + exercise) % 5 === 0 ? -1 : (7 * learner + 13 * exercise) % 101;
}
