import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { chunk, inserted } from '#test/support/files.ts';
import { School } from '#test/support/school.ts';

let school: School;
let browser: Browser;
let page: Page;

const START = new URL('../../exercises/prompting/disclose-it/start/campaign-coast.jpg', import.meta.url);
const PROMPT = `${'a rocky headland, '.repeat(40)}<script>document.title = 'taken over'</script>`;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: school.url });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

async function handIn(name: string, buffer: Buffer): Promise<void> {
  await page.goto('/exercises/prompting/disclose-it');
  await page.locator('#file').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: 'Hand it in', exact: true }).click();
  await page.waitForURL(/\/attempts\//);
  await page.getByRole('heading', { name: 'What this file says about itself' }).waitFor({ timeout: 90_000 });
}

const panel = () => page.locator('section.says');
const tooWide = () =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('what a file says about itself', () => {
  it('a prompt beside a capture: told, folded, escaped', async () => {
    const bytes = await sharp(await readFile(START))
      .keepMetadata()
      .png({ compressionLevel: 2 })
      .toBuffer();
    const text = `parameters\0${PROMPT}\nSteps: 28, Sampler: Euler a, CFG scale: 5.5, Seed: 18446744073709551557, Size: 1200x800`;
    await handIn('coast.png', Buffer.from(inserted(bytes, chunk('tEXt', Buffer.from(text)))));
    await expect.poll(() => panel().getByText('18446744073709551557').isVisible()).toBe(true);
    expect(await panel().getByText('taken over').isVisible()).toBe(false);
    await panel().locator('details.long summary').click();
    expect(await panel().getByText("<script>document.title = 'taken over'</script>").isVisible()).toBe(true);
    expect(await page.title()).not.toBe('taken over');
    expect(await axeViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await tooWide()).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
  }, 180_000);

  it('silence is told as silence', async () => {
    await handIn(
      'plain.jpg',
      await sharp(await readFile(START))
        .jpeg()
        .toBuffer(),
    );
    expect(await panel().innerText()).toContain('that proves nothing either way');
  }, 180_000);
});
