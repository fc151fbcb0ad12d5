import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { classroom, enrolled, visitor, type Visitor } from '#test/support/classroom.ts';
import { School } from '#test/support/school.ts';

let school: School;
let browser: Browser;
let at: Awaited<ReturnType<typeof classroom>>;

beforeAll(async () => {
  school = await School.open();
  browser = await launchBrowser();
  at = await classroom(school, 'Retouching');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

async function as(
  who: Visitor | null,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: school.url, ...options });
  const [name = '', value = ''] = who?.cookie.split('=') ?? [];
  if (who) await context.addCookies([{ name, value, url: school.url }]);
  return { context, page: await context.newPage() };
}
const ROSTER =
  'name;email;labels\nLearner 1;one@example.org;Group A\nLearner 2;two@;\nLearner 3;three@example.org;Group B';

describe('every page of a class', () => {
  it.each([
    { width: 1440, height: 900, colorScheme: 'light' as const },
    { width: 360, height: 780, colorScheme: 'dark' as const },
  ])(
    'is free of axe violations and sideways scrolling at $width px, $colorScheme',
    async (look) => {
      const { base, assignment, invite, idOf } = at;
      const pages: [Visitor | null, string][] = [
        [at.teacher, '/cohorts'],
        [at.teacher, base],
        [at.teacher, `${base}/roster`],
        [at.teacher, `${base}/roster?edit=${idOf('learner')}`],
        [at.teacher, `${base}/assignments/new`],
        [at.teacher, `${base}/assignments/${assignment}`],
        [at.learner, '/cohorts'],
        [at.learner, base],
        [at.learner, '/exercises/seeing/value-range'],
        [null, `/join/${invite}`],
        [null, '/join/0000000000'],
        [null, '/setup'],
      ];
      for (const [who, path] of pages) {
        const { context, page } = await as(who, { viewport: look, colorScheme: look.colorScheme });
        await page.goto(path);
        expect([path, await axeViolations(page)]).toEqual([path, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, overflow <= 0]).toEqual([path, true]);
        expect([path, await page.locator('h1').count()]).toEqual([path, 1]);
        await context.close();
      }
    },
    300_000,
  );
});

describe('without JavaScript', () => {
  it('a learner comes by the invitation through sign-up and back, and joins', async () => {
    const { context, page } = await as(null, { javaScriptEnabled: false });
    await page.goto(`/join/${at.invite}`);
    await page.getByRole('link', { name: 'Sign up' }).last().click();
    await page.getByLabel('Name').fill('Learner 9');
    await page.getByLabel('E-mail').fill('nine@example.org');
    await page.getByLabel('Password').fill('three unrelated words');
    await page.locator('main').getByRole('button', { name: 'Sign up' }).click();
    expect(new URL(page.url()).pathname).toBe(`/join/${at.invite}`);
    await page.getByRole('button', { name: 'Join as Learner 9' }).click();
    expect(new URL(page.url()).pathname).toBe(at.base);
    expect(await page.getByRole('status').innerText()).toContain('You are in this class');
    expect(await page.getByText('Sat 1 Jun 2030, 23:59 (Europe/Berlin, UTC+2)').count()).toBe(1);
    await page.goto('/exercises/seeing/value-range');
    expect(await page.locator('.for-class').innerText()).toContain(
      'Due Sat 1 Jun 2030, 23:59 (Europe/Berlin, UTC+2)',
    );
    await context.close();
  });

  it('a roster is looked at, brought in, and its links are shown this once', async () => {
    const { context, page } = await as(at.teacher, { javaScriptEnabled: false });
    await page.goto(`${at.base}/roster`);
    await page.getByLabel('Or its lines, pasted').fill(ROSTER);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    expect(await page.getByText('2 new accounts and 1 line with a mistake, left out.').count()).toBe(1);
    expect(await page.getByText('“two@” is not an e-mail address.').count()).toBe(1);
    await page.getByRole('button', { name: 'Bring in 2 lines' }).click();
    const link =
      /http\S+reset-password\?token=[0-9a-f]{40}/.exec(await page.locator('main').innerText())?.[0] ?? '';
    await page.goto(`${at.base}/roster`);
    expect(await page.locator('main').innerText()).not.toContain('token=');
    expect(await page.getByText('has not set a password yet').count()).toBe(2);
    await context.close();
    const first = await as(null, { javaScriptEnabled: false });
    await first.page.goto(link);
    await first.page.getByRole('heading', { name: 'Choose your password' }).waitFor();
    await first.page.getByLabel('Password').fill('three unrelated words');
    await first.page.locator('main').getByRole('button').click();
    await first.page.waitForURL(/\/cohorts$/);
    expect(await first.page.getByRole('link', { name: 'Retouching', exact: true }).count()).toBeGreaterThan(
      0,
    );
    await first.context.close();
  });

  it('a roster as a file in a spreadsheet’s own letters is read', async () => {
    const { context, page } = await as(at.teacher, { javaScriptEnabled: false });
    await page.goto(`${at.base}/roster`);
    const bytes = Buffer.from('name;email\nJosé Nuñez;jose@example.org\n', 'latin1');
    await page.getByLabel('File').setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: bytes });
    await page.getByRole('button', { name: 'Look at it first' }).click();
    expect(await page.getByRole('rowheader', { name: 'José Nuñez' }).count()).toBe(1);
    await context.close();
  });

  it('a time that never comes is refused in words, and the form keeps what was typed', async () => {
    const { context, page } = await as(at.teacher, { javaScriptEnabled: false });
    await page.goto(`${at.base}/assignments/new`);
    await page.getByLabel('Title').fill('Week 3: the clock');
    await page.locator('input[name=track]').first().check();
    await page.locator('#due').fill('2031-03-30T02:30');
    await page.getByRole('button', { name: 'Assign it' }).click();
    expect(await page.locator('#due-error').innerText()).toContain(
      'Take Sun 30 Mar 2031, 01:59 or Sun 30 Mar 2031, 03:00',
    );
    expect(await page.getByLabel('Title').inputValue()).toBe('Week 3: the clock');
    expect(await page.locator('#due').inputValue()).toBe('2031-03-30T02:30');
    expect(await page.locator('input[name=track]').first().isChecked()).toBe(true);
    await page.locator('#due').fill('2031-03-30T03:00');
    await page.getByRole('button', { name: 'Assign it' }).click();
    expect(await page.getByRole('status').innerText()).toBe('It is assigned.');
    await context.close();
  });

  it('a moved date shows whom it touches, and the extension moves along', async () => {
    const { context, page } = await as(at.teacher, { javaScriptEnabled: false });
    const path = `${at.base}/assignments/${at.assignment}`;
    await page.goto(path);
    const form = page.locator('form', { has: page.locator('#for') });
    await form.locator('#for').selectOption(`learner:${at.idOf('learner')}`);
    await form.locator('[name=due]').fill('2030-06-03T12:00');
    await form.getByLabel('Reason').fill('Surgery');
    await form.getByRole('button').click();
    expect(await page.getByRole('status').innerText()).toBe('The extension holds.');
    await page.locator('#due').first().fill('2030-06-04T23:59');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const preview = page.locator('.move');
    expect(await preview.innerText()).toContain('would give less than everyone has');
    expect(await preview.getByLabel('Moves along', { exact: false }).isChecked()).toBe(true);
    await preview.getByRole('button', { name: 'Save it so' }).click();
    await page.goto(path);
    expect(await page.locator('.list').innerText()).toContain('Due Thu 6 Jun 2030, 12:00');
    await context.close();
  });

  it('two instructors at once: the second sees both, and what they typed', async () => {
    const path = `${at.base}/assignments/${at.assignment}`;
    const [one, two] = [
      await as(at.teacher, { javaScriptEnabled: false }),
      await as(at.teacher, { javaScriptEnabled: false }),
    ];
    await one.page.goto(path);
    await two.page.goto(path);
    for (const [{ page }, title] of [
      [one, 'First'],
      [two, 'Second'],
    ] as const) {
      await page.getByLabel('Title').fill(title);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
    }
    expect(await two.page.getByRole('alert').first().innerText()).toContain(
      'Somebody else has changed this meanwhile',
    );
    expect(await two.page.getByRole('region', { name: 'Where both differ' }).innerText()).toMatch(
      /First\s+Second/,
    );
    expect(await two.page.getByLabel('Title').inputValue()).toBe('Second');
    await two.page.getByRole('button', { name: 'Save', exact: true }).click();
    await one.page.goto(path);
    expect(await one.page.getByLabel('Title').inputValue()).toBe('Second');
    await one.context.close();
    await two.context.close();
  });
});

describe('what a form answers', () => {
  it.each([360, 1440])(
    'is free of axe violations and sideways scrolling at %i px',
    async (width) => {
      const { context, page } = await as(at.teacher, { viewport: { width, height: 900 } });
      const check = async (what: string) => {
        expect([what, await axeViolations(page)]).toEqual([what, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([what, overflow <= 0]).toEqual([what, true]);
      };
      await page.goto(`${at.base}/roster`);
      await page
        .getByLabel('Or its lines, pasted')
        .fill(`${ROSTER}\nLearner ${width};at-${width}@example.org;`);
      await page.getByRole('button', { name: 'Look at it first' }).click();
      await page.getByRole('button', { name: /^Bring in/ }).waitFor();
      await check('a roster that is looked at');
      await page.getByRole('button', { name: /^Bring in/ }).click();
      await page.getByRole('link', { name: 'Download as CSV' }).waitFor();
      await check('links for first passwords');
      await page.goto(`${at.base}/assignments/new`);
      await page.getByLabel('Title').fill('Week 3');
      await page.locator('input[name=track]').first().check();
      await page.locator('#due').fill('2031-03-30T02:30');
      await page.getByRole('button', { name: 'Assign it' }).click();
      await page.locator('#due-error').waitFor();
      await check('an assignment that is refused');
      await context.close();
    },
    120_000,
  );
});

describe('an empty school', () => {
  it('shows the page of its owner to whoever has the code that was printed', async () => {
    const fresh = await School.open();
    // It answers before it has printed the line.
    const printed = () => /with the code (\S+)/.exec(fresh.output)?.[1] ?? '';
    await expect.poll(printed).toMatch(/^\w{5}-\w{5}$/);
    const code = printed();
    const form = { name: 'Head', email: 'head@example.org', password: 'three unrelated words' };
    const stranger = visitor(fresh);
    expect((await stranger.post('/setup', { ...form, code: 'AAAAA-AAAAA' })).status).toBe(403);
    const made = await stranger.post('/setup', { ...form, code });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/cohorts']);
    expect((await stranger.get('/setup')).status).toBe(404);
    expect((await (await enrolled(fresh, 'Learner')).get('/cohorts')).status).toBe(200);
    await fresh.close();
  });
});
