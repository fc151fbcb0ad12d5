import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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

async function visit(options: {
  javaScriptEnabled: boolean;
}): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({ ...options, baseURL: school.url, acceptDownloads: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { context, page, errors };
}

async function signUp(page: Page, name: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replace(/\W+/g, '.')}@example.org`);
  await page.getByLabel('Password').fill('three unrelated words');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-up');
}

async function downloadStart(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the picture' }).click();
  return readFile(await (await waiting).path());
}

/** What a learner does in any editor: down to the size of the brief, out as JPEG. */
async function hero(start: Buffer, quality: number): Promise<Buffer> {
  return sharp(start).resize(1600, 1067, { fit: 'fill' }).jpeg({ quality }).toBuffer();
}

async function handIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('#file').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: 'Hand it in', exact: true }).click();
  await page.waitForURL(/\/attempts\//);
}

describe('from sign-up to progress', () => {
  it('with JavaScript: lesson, question, download, two attempts, live result, progress', async () => {
    const { context, page, errors } = await visit({ javaScriptEnabled: true });
    await signUp(page, 'Ada Example');

    await page.goto('/lessons/delivery/formats-and-bytes');
    const question = page.locator('form.check').first();
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: 'Answer' }).click();
    await expect.poll(() => page.locator('form.check .answer').count()).toBe(1);

    await page.goto('/exercises/delivery/hero-under-budget');
    const start = await downloadStart(page);
    expect((await sharp(start).metadata()).width).toBeGreaterThanOrEqual(3000);

    await handIn(page, 'hero-heavy.jpg', await hero(start, 98));
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Not yet/ })
      .waitFor({ state: 'attached' });
    expect(await page.locator('main').innerText()).toMatch(/kB/);

    await page.goto('/exercises/delivery/hero-under-budget');
    await handIn(page, 'hero.jpg', await hero(start, 72));
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Passed/ })
      .waitFor({ state: 'attached' });
    expect(await axeViolations(page)).toEqual([]);

    await page.goto('/progress');
    const text = await page.locator('main').innerText();
    expect(text).toContain('A hero under 220 kB');
    expect(text).toMatch(/Passed/);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('without JavaScript: the same way by forms and a page that refreshes itself', async () => {
    const { context, page } = await visit({ javaScriptEnabled: false });
    await signUp(page, 'Bea Example');

    await page.goto('/lessons/seeing/value-and-the-histogram');
    const question = page.locator('form.check').first();
    await question.getByRole('radio').first().check();
    await question.getByRole('button', { name: 'Answer' }).click();
    expect(await page.locator('form.check .answer').count()).toBe(1);

    await page.goto('/exercises/delivery/hero-under-budget');
    const start = await downloadStart(page);
    await handIn(page, 'hero.jpg', await hero(start, 72));
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Passed/ })
      .waitFor({ state: 'attached' });

    await page.goto('/exercises/seeing/value-range');
    await handIn(page, 'untouched.jpg', await downloadStart(page));
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Not yet/ })
      .waitFor({ state: 'attached' });

    await page.goto('/progress');
    const text = await page.locator('main').innerText();
    expect(text).toContain('A hero under 220 kB');
    expect(text).toContain('Out of the fog');
    await context.close();
  });

  it('as a guest: one exercise may be tried, and signing up keeps the result', async () => {
    const { context, page } = await visit({ javaScriptEnabled: true });
    await page.goto('/exercises/delivery/hero-under-budget');
    const start = await downloadStart(page);
    await handIn(page, 'hero.jpg', await hero(start, 72));
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Passed/ })
      .waitFor({ state: 'attached' });
    const attempt = page.url();

    await page.goto('/exercises/seeing/value-range');
    expect(await page.locator('.notice').innerText()).toMatch(/tried one exercise as a guest.*sign up/);
    expect(await page.locator('#file').count()).toBe(0);
    await page.goto('/exercises/delivery/hero-under-budget');
    expect(await page.locator('#file').count()).toBe(1);

    await signUp(page, 'Guest Example');
    await page.goto(attempt);
    await page
      .getByRole('heading', { level: 2, name: /^Score: \d+ of 100\. Passed/ })
      .waitFor({ state: 'attached' });
    await page.goto('/progress');
    expect(await page.locator('main').innerText()).toContain('A hero under 220 kB');
    await context.close();
  });

  it('nobody else sees an attempt, its evidence or its original', async () => {
    const owner = await visit({ javaScriptEnabled: true });
    await signUp(owner.page, 'Owner Example');
    await owner.page.goto('/exercises/delivery/hero-under-budget');
    await handIn(owner.page, 'hero.jpg', await hero(await downloadStart(owner.page), 72));
    await owner.page.getByRole('heading', { level: 2, name: /^Score:/ }).waitFor({ state: 'attached' });
    const id = new URL(owner.page.url()).pathname.split('/').at(-1);

    const other = await visit({ javaScriptEnabled: true });
    await signUp(other.page, 'Other Example');
    for (const path of [
      `/attempts/${id}`,
      `/api/attempts/${id}`,
      `/api/attempts/${id}/evidence/yours`,
      `/api/attempts/${id}/original`,
    ]) {
      expect([path, (await other.page.request.get(path)).status()]).toEqual([path, 404]);
      expect([path, (await owner.page.request.get(path)).status()]).toEqual([path, 200]);
    }
    await owner.context.close();
    await other.context.close();
  });
});
