import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certifyingPlatform, issued } from '#test/support/certificates.ts';
import { scratch, sweepFolders, type TestPlatform } from '#test/support/platform.ts';
import { run } from './run.ts';

let platform: TestPlatform;
let folder: string;
let issuer: string;
let id: string;

beforeAll(async () => {
  platform = await certifyingPlatform();
  folder = await scratch('verify');
  const certificate = await issued(platform);
  ({ id } = certificate);
  issuer = (JSON.parse(certificate.document) as { issuer: { id: string } }).issuer.id;
  await writeFile(join(folder, 'good.json'), certificate.document);
  await writeFile(join(folder, 'bad.json'), certificate.document.replace('"81"', '"99"'));
  for (const format of ['png', 'svg'] as const)
    await writeFile(
      join(folder, `badge.${format}`),
      (await platform.app.credentials.badge(id, format)) as Uint8Array,
    );
  await writeFile(join(folder, 'note.txt'), 'hello');
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const atelier = (data: string, ...argv: string[]) => run(argv, { ATELIER_DATA: data });
const at = (name: string) => join(folder, name);

describe('atelier verify', () => {
  it.each<[string, string, number, RegExp]>([
    ['good.json', 'valid', 0, /issued by this school/],
    ['badge.png', 'valid', 0, /issued by this school/],
    ['badge.svg', 'valid', 0, /issued by this school/],
    ['bad.json', 'altered', 1, /credentialSubject\.result\[0\]\.value” \(changed\)/],
    ['note.txt', 'malformed', 1, /neither a credential/],
  ])('%s is %s', async (name, status, exit, reason) => {
    const { code, stdout } = await atelier(platform.data, 'verify', at(name), '--json');
    const answer = JSON.parse(stdout) as { status: string; reasons: string[] };
    expect([code, answer.status]).toEqual([exit, status]);
    expect(answer.reasons.join(' ')).toMatch(reason);
  });

  it('where the school is not, believes whom it is told to, and says what it could not check', async () => {
    const elsewhere = await scratch('elsewhere');
    const unknown = await atelier(elsewhere, 'verify', at('badge.png'), '--json');
    expect([unknown.code, (JSON.parse(unknown.stdout) as { status: string }).status]).toEqual([
      1,
      'unknown-issuer',
    ]);
    const trusted = await atelier(elsewhere, 'verify', at('badge.png'), '--trust', issuer, '--json');
    expect(trusted.code).toBe(0);
    expect(JSON.parse(trusted.stdout)).toMatchObject({
      status: 'valid',
      unchecked: ['Whether its issuer has revoked it cannot be seen from here.'],
      certificate: 'Seeing, practitioner',
    });
    const altered = await atelier(elsewhere, 'verify', at('bad.json'), '--trust', issuer, '--json');
    expect([altered.code, (JSON.parse(altered.stdout) as { status: string }).status]).toEqual([1, 'altered']);
  }, 60_000);

  it('answers for several files in their order, and refuses wrong usage', async () => {
    const { code, stdout } = await atelier(
      platform.data,
      'verify',
      at('good.json'),
      at('bad.json'),
      '--json',
    );
    expect([code, (JSON.parse(stdout) as { status: string }[]).map(({ status }) => status)]).toEqual([
      1,
      ['valid', 'altered'],
    ]);
    for (const argv of [
      ['verify'],
      ['verify', at('missing.json')],
      ['verify', at('good.json'), '--trust', 'me'],
    ])
      expect([argv, (await atelier(platform.data, ...argv)).code]).toEqual([argv, 64]);
  }, 60_000);

  it('knows of a revocation by the school’s own records', async () => {
    const { learner } = await issued(platform, 'learner9');
    const desk = platform.app.credentials.desk({ ...learner, role: 'owner' })!;
    await desk.revoke(id, 'For the test.');
    const { code, stdout } = await atelier(platform.data, 'verify', at('badge.png'));
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/badge\.png: Revoked\n {2}It was revoked on .*: For the test\./),
    ]);
  }, 60_000);
});

describe('atelier keys, backup and restore', () => {
  it('rotate, list, save and bring back', async () => {
    const first = await atelier(platform.data, 'keys', 'list', '--json');
    expect((JSON.parse(first.stdout) as unknown[]).length).toBe(1);
    expect((await atelier(platform.data, 'keys', 'rotate')).stdout).toMatch(
      /^From now on z6Mk\w+ signs\. z6Mk/,
    );
    const keys = JSON.parse((await atelier(platform.data, 'keys', 'list', '--json')).stdout) as {
      key: string;
      retired: string | null;
    }[];
    expect(keys.map(({ retired }) => retired === null)).toEqual([true, false]);
    const archive = join(folder, 'school.tar');
    expect((await atelier(platform.data, 'backup', archive)).stdout).toMatch(
      /^Wrote .*school\.tar: \d+ files/,
    );
    expect((await atelier(platform.data, 'restore', archive, '--verify')).stdout).toMatch(
      /is sound: \d+ files/,
    );
    const target = join(await scratch('restored'), 'data');
    expect((await atelier(target, 'restore', archive)).code).toBe(0);
    expect(await readFile(join(target, 'keys', 'keys.json'), 'utf8')).toContain(keys[0]!.key);
    const again = await atelier(target, 'restore', archive);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is not empty')]);
    const damaged = join(folder, 'damaged.tar');
    await writeFile(damaged, (await readFile(archive)).subarray(0, 60_000));
    const cut = await atelier(target, 'restore', damaged, '--verify');
    expect([cut.code, cut.stderr]).toEqual([1, expect.stringMatching(/cut short/)]);
    const fresh = join(folder, 'fresh');
    await mkdir(fresh);
    expect((await atelier(fresh, 'keys', 'list')).stdout).toContain('There are no keys yet');
  }, 120_000);
});
