import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCredentials } from '#graders/provenance/credentials.ts';
import { readProvenance } from '#graders/provenance/read.ts';
import { fixture, hasFixtures } from '#test/support/fixtures.ts';

const text = (name: string): string => readFileSync(fixture(`c2pa/${name}`), 'utf8');

describe.skipIf(!hasFixtures('c2pa'))('a file signed by a generator', () => {
  const bytes = hasFixtures('c2pa')
    ? new Uint8Array(readFileSync(fixture('c2pa/signed-generator-output.png')))
    : new Uint8Array();
  const anchors = (): string => text('C2PA-TRUST-LIST.pem') + text('C2PA-TSA-TRUST-LIST.pem');
  /** The list without the certificates of the file's signer. */
  const strangers = (): string =>
    text('C2PA-TRUST-LIST.pem')
      .split(/(?=^Subject)/m)
      .filter((one) => !one.includes('O=Google LLC'))
      .join('');
  const SAID = {
    issuer: 'Google LLC',
    signedAt: '2026-06-05T13:50:35+00:00',
    generator: 'Google C2PA Core Generator Library 925321024:925321024',
    sourceTypes: ['composite', 'trainedAlgorithmicMedia'],
  };
  /** Where the manifest store begins, and where the picture does. */
  const at = (type: string): number => Buffer.from(bytes).indexOf(type);
  const flipped = (offset: number): Uint8Array => {
    const copy = bytes.slice();
    copy[offset]! ^= 1;
    return copy;
  };

  it('is trusted by the official lists, source types of all manifests included', async () =>
    expect(await readCredentials(bytes, 'png', anchors())).toEqual({
      state: 'trusted',
      ...SAID,
      problems: [],
    }));

  it('is valid without any list', async () =>
    expect(await readCredentials(bytes, 'png')).toEqual({ state: 'valid', ...SAID, problems: [] }));

  it('is valid, not trusted, by a list that knows its signer not', async () =>
    expect(await readCredentials(bytes, 'png', strangers())).toMatchObject({
      state: 'valid',
      problems: ['signingCredential.untrusted'],
    }));

  it('one flipped bit of the picture is noticed', async () => {
    const found = await readProvenance(flipped(bytes.length - 1000), 'png', { anchors: anchors() });
    expect(found).toMatchObject({
      contentCredentials: { state: 'tampered', ...SAID, problems: ['assertion.dataHash.mismatch'] },
      observations: [{ code: 'provenance.changed-since-signed', params: { issuer: 'Google LLC' } }],
    });
  });

  it('one flipped bit of the claim is noticed', async () =>
    expect(
      await readCredentials(flipped(Buffer.from(bytes).indexOf('trainedAlgorithmicMedia')), 'png', anchors()),
    ).toMatchObject({ state: 'tampered' }));

  it('cut in the middle of the picture is no longer what was signed, and does not throw', async () =>
    expect(await readCredentials(bytes.subarray(0, 2_000_000), 'png', anchors())).toMatchObject({
      state: 'unreadable',
    }));

  it('cut in the middle of the manifests is unreadable', async () =>
    expect(await readCredentials(bytes.subarray(0, at('caBX') + 2000), 'png')).toMatchObject({
      state: 'unreadable',
    }));

  it('stripped of its manifests says nothing: that proves nothing', async () => {
    const start = at('caBX') - 4;
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start) + 12;
    const without = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
    expect(await readProvenance(without, 'png')).toBeNull();
  });

  it('a reader that gave up on one file reads the next', async () => {
    await readCredentials(bytes.subarray(0, 5000), 'png');
    expect(await readCredentials(bytes, 'png')).toMatchObject({ state: 'valid' });
  });
});
