import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';

let school: School;
let browser: Browser;
let page: Page;

/** An attempt with chips and maps, on a phone. */
beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  const viewport = { width: 360, height: 780 };
  page = await (
    await browser.newContext({ baseURL: school.url, viewport, hasTouch: true, isMobile: true })
  ).newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada Example');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
  const exercise = await openExercise((await findExercise('product-colour'))!);
  const picture = sharp(await exercise.references[0]!.bytes()).linear(0.85);
  await page.goto('/exercises/retouching/product-colour');
  await page
    .locator('#file')
    .setInputFiles({ name: 'mine.png', mimeType: 'image/png', buffer: await picture.png().toBuffer() });
  await page.getByRole('button', { name: 'Hand it in', exact: true }).click();
  await page.waitForURL(/\/attempts\//);
  await page.getByRole('heading', { level: 2, name: /^Score:/ }).waitFor({ state: 'attached' });
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

const top = async (one: Locator): Promise<number> => (await one.boundingBox())!.y;

describe('an attempt on a phone', () => {
  const chips = (): Locator => page.getByRole('group', { name: 'Marks and maps by criterion' });

  it('says what to do next within half a screen of the picture, the chips behind a button', async () => {
    const picture = (await page.locator('.frame').boundingBox())!;
    expect(await chips().isVisible()).toBe(false);
    expect(await page.locator('.keys').isVisible()).toBe(false);
    const next = await top(page.getByRole('heading', { name: 'Do this next' }));
    expect(next - (picture.y + picture.height)).toBeLessThan(780 / 2);
  });

  it('has no caption of a map without the map', async () => {
    expect(await page.getByText(/^Map for “/).count()).toBe(0);
    const button = page.getByRole('button', { name: 'Marks and maps by criterion' });
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await chips().getByRole('button').first().click();
    await expect.poll(() => page.locator('img.map').count()).toBe(1);
    expect(await page.getByText(/^Map for “/).count()).toBe(1);
    await page.getByRole('button', { name: 'Before', exact: true }).click();
    expect(await page.getByText(/^Map for “/).count()).toBe(0);
  });
});
