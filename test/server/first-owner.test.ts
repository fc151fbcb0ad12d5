import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAccount } from '#server/accounts/administration.ts';
import { database } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';
import { code, value } from '#test/support/school-class.ts';
import { signUp, sweepFolders, testPlatform, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
const setup = () => platform.app.setup;
const form = (fields: object = {}) => ({
  code: '',
  name: 'Head',
  email: 'head@example.org',
  password: 'three unrelated words',
  ...fields,
});

beforeEach(async () => {
  platform = await testPlatform();
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

describe('the first owner', () => {
  it('has a code that stands in the data folder, for its owner alone, the same at every start', async () => {
    const given = await setup().code();
    expect(given).toMatch(/^[2-9A-HJKMNP-Z]{5}-[2-9A-HJKMNP-Z]{5}$/);
    const path = join(platform.data, 'setup-code');
    expect((await readFile(path, 'utf8')).trim()).toBe(given);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await setup().code()).toBe(given);
  });

  it.each([
    ['nothing', ''],
    ['a guess', 'AAAAA-AAAAA'],
    ['half of it', 'half'],
  ])('is not made with %s', async (_, given) => {
    const right = (await setup().code()) ?? '';
    const sent = given === 'half' ? right.slice(0, 5) : given;
    expect(code(await setup().make(form({ code: sent })))).toBe('code-wrong');
    expect(await setup().open()).toBe(true);
  });

  it('nor before there is a code at all', async () => {
    expect(code(await setup().make(form()))).toBe('code-wrong');
  });

  it('is made once, however the code is typed, and is in', async () => {
    const given = (await setup().code())!;
    const typed = ` ${given.toLowerCase().replace('-', ' ')}`;
    const cookie = value(await setup().make(form({ code: typed })));
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const { learner } = await platform.app.accounts.authenticate(
      new Request('http://localhost/', { headers }),
    );
    expect(learner).toMatchObject({ name: 'Head', role: 'owner' });
    expect(await setup().open()).toBe(false);
    expect(code(await setup().make(form({ code: given, email: 'other@example.org' })))).toBe('setup-over');
    await expect(stat(join(platform.data, 'setup-code'))).rejects.toThrow('ENOENT');
    expect(await setup().code()).toBeNull();
  });

  it('of two at once one is made', async () => {
    const given = (await setup().code())!;
    const both = await Promise.all(
      ['one@example.org', 'two@example.org'].map((email) => setup().make(form({ code: given, email }))),
    );
    expect(both.map(code).sort()).toEqual(['ok', 'setup-over']);
  });

  it('guesses are counted', async () => {
    await setup().code();
    const codes: string[] = [];
    for (let i = 0; i < 21; i += 1) codes.push(code(await setup().make(form({ code: 'AAAAA-AAAAA' }))));
    expect(codes.slice(0, 20).every((one) => one === 'code-wrong')).toBe(true);
    expect(codes.at(-1)).toBe('too-many-tries');
  });

  it('an account that does not fit is refused, and the code still holds', async () => {
    const given = (await setup().code())!;
    expect(code(await setup().make(form({ code: given, password: 'short' })))).toBe('password-length');
    expect(code(await setup().make(form({ code: given })))).toBe('ok');
  });

  it('an address that has an account needs none of it: the page cannot take it over', async () => {
    await signUp(platform, 'ines');
    const given = (await setup().code())!;
    expect(code(await setup().make(form({ code: given, email: 'ines@example.org' })))).toBe('email-refused');
  });

  it('made at the command line there is no page any more', async () => {
    const given = (await setup().code())!;
    const store = openStore(database(platform.config));
    await addAccount(store, { email: 'otto@example.org', name: 'Otto', role: 'owner' }, Date.now());
    await store.close();
    expect(await setup().open()).toBe(false);
    expect(code(await setup().make(form({ code: given })))).toBe('setup-over');
  });
});
