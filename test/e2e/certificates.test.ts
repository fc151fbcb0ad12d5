import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from '#test/support/axe.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { enrolled } from '#test/support/classroom.ts';
import { passTrack } from '#test/support/passed-track.ts';
import { School } from '#test/support/school.ts';
import { eraseLearner } from '#server/db/erase-learner.ts';
import { learnerByEmail } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';

let school: School;
let browser: Browser;
let handedIn: Uint8Array[];
let learner: { cookie: string };
let owner: { cookie: string };

beforeAll(async () => {
  school = await School.open({ ATELIER_SCHOOL: 'The test school' });
  browser = await launchBrowser();
  learner = await enrolled(school, 'Certified');
  owner = await enrolled(school, 'Head', 'owner');
  handedIn = await passTrack(school.data, 'certified@example.org', 'composition');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await school?.close();
});

/** A page of somebody's, without scripts: everything about certificates is forms and links. */
async function pageOf(cookie: string, more = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: school.url, javaScriptEnabled: false, ...more });
  const [name, value] = cookie.split('=');
  if (name && value) await context.addCookies([{ name, value, url: school.url }]);
  return context.newPage();
}

describe('a certificate', () => {
  it('is claimed, opened by anybody, taken along, verified, and revoked', async () => {
    const mine = await pageOf(learner.cookie);
    await mine.goto('/certificates');
    const due = mine.locator('#composition');
    await expect.poll(() => due.getByText('It is due.').count()).toBe(1);
    await due.getByRole('checkbox', { name: /^My name/ }).check();
    await due.getByRole('checkbox', { name: /^The pictures/ }).check();
    await due.getByRole('button', { name: 'Claim the certificate' }).click();
    await mine.waitForURL('**/credentials/*');
    const address = mine.url();

    const anybody = await pageOf('');
    await anybody.goto(address);
    expect(await anybody.locator('h1').innerText()).toMatch(/Composition\s+practitioner/);
    expect(await anybody.locator('.holder').innerText()).toContain('Certified');
    expect(await anybody.locator('.standing').innerText()).toMatch(/^Valid\. Signed by The test school/);
    const pictures = anybody.locator('.sheet-frames img');
    expect(await pictures.count()).toBe(handedIn.length);
    const shown = await fetch(new URL((await pictures.first().getAttribute('src'))!, school.url));
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const head = await anybody.content();
    expect(head).toContain(`<meta property="og:image" content="${address}/card.png"`);
    expect(head).toContain('content="noindex"');

    const get = (path: string, accept?: string) =>
      fetch(`${address}${path}`, accept ? { headers: { accept } } : {});
    const types: [string, string][] = [
      ['/badge.png', 'image/png'],
      ['/badge.svg', 'image/svg+xml'],
      ['/card.png', 'image/png'],
      ['/certificate.pdf', 'application/pdf'],
      ['/credential.json', 'application/ld+json; charset=utf-8'],
    ];
    for (const [path, type] of types) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, type]);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      await answer.arrayBuffer();
    }
    const credential = await (await get('', 'application/ld+json')).text();
    expect(JSON.parse(credential)).toMatchObject({ name: 'Composition, practitioner' });
    expect(credential).toBe(await (await get('/credential.json')).text());
    expect((await get('', 'text/html,application/ld+json')).headers.get('content-type')).toMatch(
      /^text\/html/,
    );

    const verdict = async (give: (page: Page) => Promise<void>): Promise<string> => {
      await anybody.goto('/verify');
      await give(anybody);
      await anybody.getByRole('button', { name: 'Verify' }).click();
      return anybody.locator('#result, .notice-refusal h2').first().innerText();
    };
    const file = (name: string, bytes: Uint8Array) => (page: Page) =>
      page
        .locator('#file')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    const text = (words: string) => (page: Page) => page.locator('#text').fill(words);
    const badge = new Uint8Array(await (await get('/badge.png')).arrayBuffer());
    expect(await verdict(file('badge.png', badge))).toBe('Valid');
    expect(await verdict(text(credential))).toBe('Valid');
    expect(await verdict(text(address))).toBe('Valid');
    expect(
      await verdict(text(credential.replace('"Composition, practitioner"', '"Prompting, practitioner"'))),
    ).toBe('Altered');
    expect(await anybody.locator('.result').innerText()).toContain('“name” (changed)');
    expect(await verdict(text('http://169.254.169.254/credentials/x'))).toBe(
      'That is not an address of this school',
    );
    expect(await verdict(async () => {})).toBe('There was nothing to verify');
    expect(await verdict(file('work.webp', handedIn[0]!))).toBe('Graded work');
    expect(
      await verdict(file('other.png', await readFile(new URL('../../public/favicon.svg', import.meta.url)))),
    ).toBe('No certificate in it');
    const pdf = new Uint8Array(await (await get('/certificate.pdf')).arrayBuffer());
    expect(await verdict(file('certificate.pdf', pdf))).toBe('A printed copy');

    const asked = async (field: string, given: Blob | string) => {
      const form = new FormData();
      form.append(field, given);
      const answer = await fetch(`${school.url}/api/verify`, { method: 'POST', body: form });
      return [answer.status, (await answer.json()) as object];
    };
    expect(await asked('text', credential)).toEqual([
      200,
      {
        verdict: {
          status: 'valid',
          reasons: ['It was issued by this school, and nothing in it was changed since.'],
          unrecorded: false,
          unchecked: [],
          certificate: 'Composition, practitioner',
          issuer: 'The test school',
        },
        file: null,
      },
    ]);
    expect(await asked('file', new Blob([handedIn[0]! as Uint8Array<ArrayBuffer>]))).toMatchObject([
      200,
      { verdict: null, file: { certificates: [{ url: address }], portfolios: [] } },
    ]);
    expect(await asked('text', 'http://127.0.0.1:22/')).toMatchObject([422, { code: 'foreign-address' }]);

    const desk = await pageOf(owner.cookie);
    await desk.goto('/certificates/issued');
    await desk.locator('details summary').first().click();
    const row = desk.locator('tbody tr').first();
    await row.getByRole('textbox').fill('Claimed by mistake.');
    await row.getByRole('button', { name: 'Revoke' }).click();
    await desk.waitForURL('**/certificates/issued?done=revoked');
    await anybody.goto(address);
    expect(await anybody.locator('.standing').innerText()).toMatch(/^Revoked on .*Claimed by mistake\./);
    expect(await anybody.locator('.holder').count()).toBe(0);
    expect((await get('/badge.png')).status).toBe(410);
    expect((await get('', 'application/json')).status).toBe(410);
    expect(await verdict(file('badge.png', badge))).toBe('Revoked');
  }, 240_000);

  it('is gone with its holder’s account, and its address says so', async () => {
    const leaving = await enrolled(school, 'Leaving');
    await passTrack(school.data, 'leaving@example.org', 'delivery');
    const claimed = await leaving.post('/certificates', { intent: 'claim', rule: 'delivery', name: 'on' });
    const path = claimed.headers.get('location') ?? '';
    expect(path).toMatch(/^\/credentials\//);
    const document = await (await fetch(`${school.url}${path}/credential.json`)).text();
    const store = openStore(join(school.data, 'atelier.db'));
    const { learner: gone } = (await learnerByEmail(store.db, 'leaving@example.org'))!;
    await store.transaction((trx) => eraseLearner(trx, gone.id));
    await store.close();
    const anybody = await pageOf('', { javaScriptEnabled: true });
    expect((await anybody.goto(path))?.status()).toBe(410);
    expect(await anybody.locator('h1').innerText()).toBe('This certificate was withdrawn');
    const html = await anybody.content();
    for (const personal of ['Leaving', 'Delivery, ', 'og:image']) expect(html).not.toContain(personal);
    expect(await axeViolations(anybody)).toEqual([]);
    for (const file of ['/badge.png', '/badge.svg', '/card.png', '/certificate.pdf', '/credential.json']) {
      const answer = await fetch(`${school.url}${path}${file}`);
      expect([file, answer.status]).toEqual([file, 410]);
      expect(await answer.json()).toMatchObject({ code: 'certificate-withdrawn' });
    }
    for (const given of [document, `${school.url}${path}`]) {
      await anybody.goto('/verify');
      await anybody.locator('#text').fill(given);
      await anybody.getByRole('button', { name: 'Verify' }).click();
      expect(await anybody.locator('#result').innerText()).toBe('Revoked');
      expect(await anybody.locator('.result').innerText()).toContain('withdrawn with the account');
    }
    await anybody.context().close();
  }, 120_000);

  it('has pages that are free of axe violations and sideways scrolling, light and dark, wide and narrow', async () => {
    await passTrack(school.data, 'certified@example.org', 'delivery');
    const claiming = await pageOf(learner.cookie);
    await claiming.goto('/certificates');
    await claiming.locator('#delivery').getByRole('button', { name: 'Claim the certificate' }).click();
    await claiming.waitForURL('**/credentials/*');
    const address = new URL(claiming.url()).pathname;
    const paths: [string, string][] = [
      [learner.cookie, '/certificates'],
      [learner.cookie, address],
      [owner.cookie, '/certificates/issued'],
      ['', '/verify'],
      ['', '/achievements/specialist'],
    ];
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [360, 'dark'],
    ] as const)
      for (const [cookie, path] of paths) {
        const page = await pageOf(cookie, {
          viewport: { width, height: 900 },
          colorScheme,
          javaScriptEnabled: true,
        });
        await page.goto(path);
        await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
        expect([path, width, await axeViolations(page)]).toEqual([path, width, []]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, width, overflow <= 0]).toEqual([path, width, true]);
        await page.context().close();
      }
  }, 120_000);

  it('is nobody’s business to manage but the owner’s', async () => {
    const ask = (path: string, cookie: string) =>
      fetch(school.url + path, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    expect((await ask('/certificates/issued', '')).status).toBe(303);
    expect((await ask('/certificates/issued', learner.cookie)).status).toBe(404);
    expect((await ask('/certificates/issued', owner.cookie)).status).toBe(200);
    for (const path of [
      '/credentials/nothing',
      '/credentials/00000000-0000-4000-8000-000000000000',
      '/achievements/nothing',
      '/status/99',
      '/status/x',
      '/.well-known/did.json',
    ])
      expect([path, (await ask(path, '')).status]).toEqual([path, 404]);
    expect((await ask('/status/1', '')).status).toBe(200);
  });
});
