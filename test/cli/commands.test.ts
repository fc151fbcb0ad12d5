import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

let data: string;
beforeEach(async () => {
  data = join(await scratch('cli'), 'data');
});
afterAll(sweepFolders);

/** On a data folder and an address of its own. */
const atelier = (...argv: string[]) =>
  run(argv, { ATELIER_DATA: data, ATELIER_PUBLIC_URL: 'https://school.example' });

describe('npx atelier', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await atelier();
    expect(code).toBe(0);
    for (const name of ['check', 'doctor', 'grade', 'migrate', 'user'])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  it.each([
    ['an unknown command', ['dance'], 64, 'There is no command “dance”'],
    ['an unknown option', ['doctor', '--loud'], 64, 'There is no option --loud.'],
    [
      'an unknown exercise',
      ['check', 'value-rnage'],
      64,
      'There is no exercise “value-rnage”. Did you mean “value-range”?',
    ],
    ['an unknown track', ['new', 'painting/foo'], 64, 'There is no track “painting”. There are seeing'],
    ['a folder for a file', ['grade', 'value-range', '.'], 64, '“.” is a folder, not a file.'],
    ['too little', ['user'], 64, 'npx atelier user add'],
    ['an unknown role', ['user', 'role', 'a@example.org', 'king'], 64, '“king” is no role'],
    ['nobody', ['user', 'reset-link', 'nobody@example.org'], 1, 'Nobody has signed up as nobody@example.org'],
    ['half an address', ['user', 'add', 'ines@', '--name', 'Ines'], 1, 'is not an e-mail address'],
  ])('%s: a sentence and exit code', async (_, argv, expected, sentence) => {
    const { code, stdout, stderr } = await atelier(...argv);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(sentence);
  });
});

describe('atelier migrate, user and doctor', () => {
  it('make a database, an owner and a link, and find all in order', async () => {
    expect((await atelier('migrate')).stdout).toMatch(
      /^Applied 0001-ground(, \d{4}-[a-z-]+)+ to .*atelier\.db\.\n$/,
    );
    expect((await atelier('migrate')).stdout).toMatch(/is up to date\.\n$/);
    const added = await atelier('user', 'add', 'Owner@example.org', '--name', 'Owner', '--role', 'owner');
    expect(added.stdout).toMatch(
      /owner@example\.org \(owner\)[^]*https:\/\/school\.example\/reset-password\?token=[0-9a-f]{40}\n$/,
    );
    const again = await atelier('user', 'add', 'owner@example.org', '--name', 'Again');
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining('owner@example.org has an account'),
    ]);
    expect((await atelier('user', 'role', 'owner@example.org', 'instructor')).stdout).toBe(
      'owner@example.org is now instructor.\n',
    );
    const { code, stdout } = await atelier('doctor', '--json');
    const findings = JSON.parse(stdout) as { what: string; ok: boolean }[];
    expect(findings.map((one) => one.what)).toEqual([
      'node',
      'data',
      'secrets',
      'keys',
      'disk',
      'exercises',
      'database',
      'writing',
      'clock',
      'uploads',
      'queue',
    ]);
    expect([code, findings.filter((one) => !one.ok)]).toEqual([0, []]);
  });
});
