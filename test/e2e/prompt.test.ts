import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { School } from '#test/support/school.ts';

const PAGE = '/exercises/prompting/prompt-anatomy';
const SHORT = 'A white dropper bottle with a teal label on wet dark slate, photograph at dawn.';

let school: School;
let browser: Browser;
let accepted: string;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  const { references } = await openExercise((await findExercise('prompt-anatomy'))!);
  accepted = new TextDecoder().decode(await references[0]!.bytes()).trim();
});
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

interface Look {
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
  javaScriptEnabled?: boolean;
}

async function visit({ width = 1440, height = 900, ...look }: Look) {
  const context = await browser.newContext({ baseURL: school.url, viewport: { width, height }, ...look });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(PAGE);
  return { context, page, errors };
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Your prompt' });
const handIn = (page: Page) => page.getByRole('button', { name: 'Hand it in' });
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const scored = async (page: Page, outcome: 'Passed' | 'Not yet') => {
  await page.waitForURL(/\/attempts\//);
  await page
    .getByRole('heading', { level: 2, name: new RegExp(`^Score: \\d+ of 100\\. ${outcome}`) })
    .waitFor({ state: 'attached' });
};

describe('a text, from the first word to the verdict', () => {
  it.each([
    { width: 1440, height: 900, colorScheme: 'light' as const },
    { width: 360, height: 780, colorScheme: 'dark' as const },
  ])(
    'with JavaScript at $width px, $colorScheme',
    async (look) => {
      const { context, page, errors } = await visit(look);
      await field(page).pressSequentially(SHORT.slice(0, 12));
      await field(page).fill(SHORT);
      const findings = page.getByRole('region', { name: 'What is seen in the text' });
      await findings.getByText('the teal label').waitFor();
      expect(await findings.getByText('not seen yet').count()).toBeGreaterThan(2);
      // The mark in the text lies over the words it stands for, and its number is that of the list.
      expect(await page.locator('.mirror .facet').first().innerText()).not.toBe('');
      await expect
        .poll(() => findings.getByRole('status').innerText(), { timeout: 8000 })
        .toMatch(/^\d+ of \d+ recognised; not seen yet: /);
      expect(await axeViolations(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);

      await page.reload();
      await page.getByText('Your draft is back').waitFor();
      expect(await field(page).inputValue()).toBe(SHORT);

      await handIn(page).click();
      await scored(page, 'Not yet');
      expect(await axeViolations(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await page.getByRole('heading', { name: 'A text the client accepted' }).count()).toBe(0);

      await page.goto(PAGE);
      expect(await field(page).inputValue()).toBe('');
      await field(page).fill(accepted);
      await handIn(page).click();
      await scored(page, 'Passed');
      await page.getByRole('heading', { name: 'A text the client accepted' }).waitFor();
      expect(await page.getByRole('list', { name: 'Attempts, oldest first' }).innerText()).toContain(
        accepted.slice(0, 30),
      );
      expect(await axeViolations(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await context.close();
    },
    120_000,
  );

  it('without JavaScript: looked at on request, refused with the text kept, handed in', async () => {
    const { context, page } = await visit({ javaScriptEnabled: false });
    await field(page).fill(SHORT);
    await page.getByRole('button', { name: 'Look at it' }).click();
    const findings = page.getByRole('region', { name: 'What is seen in the text' });
    expect(await findings.innerText()).toContain('the teal label');
    expect(await findings.innerText()).toContain('not seen yet');
    expect(await field(page).inputValue()).toBe(SHORT);
    expect(await page.locator('.strip').count()).toBe(0);

    const long = `${SHORT} `.repeat(40).trim();
    await field(page).fill(long);
    await handIn(page).click();
    expect(await page.getByRole('alert').innerText()).toContain(`${long.length} characters`);
    expect(await field(page).inputValue()).toBe(long);

    await field(page).fill(accepted);
    await handIn(page).click();
    await scored(page, 'Passed');
    expect(await page.locator('.manuscript').first().textContent()).toContain('dropper bottle');
    await context.close();
  }, 60_000);

  it('hands the keyboard a way from a problem to its place', async () => {
    const { context, page } = await visit({});
    await field(page).fill('A masterpiece, a white bottle, 8k, best quality, trending, masterpiece, 8k.');
    const go = page.getByRole('button', { name: /^Go there\s*, problem 1$/ });
    await go.waitFor();
    await go.focus();
    await page.keyboard.press('Enter');
    const chosen = await field(page).evaluate((one) => {
      const { value, selectionStart, selectionEnd } = one as HTMLTextAreaElement;
      return { words: value.slice(selectionStart, selectionEnd), focused: document.activeElement === one };
    });
    expect(chosen.focused).toBe(true);
    expect(chosen.words.length).toBeGreaterThan(0);
    await context.close();
  });
});
