import { createHash } from 'node:crypto';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { blobStore, type BlobStore } from '#server/blobs/blob-store.ts';
import { shownName } from '#server/attempts/receive.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

let folder: string;
let blobs: BlobStore;
beforeEach(async () => {
  folder = await scratch('blobs');
  blobs = await blobStore(folder);
});
afterAll(sweepFolders);

const BYTES = Buffer.from('a picture');
const SHA = createHash('sha256').update(BYTES).digest('hex');
const waiting = () => readdir(join(folder, 'incoming'));

describe('the blob store', () => {
  it('keeps bytes under their digest, once', async () => {
    expect(await blobs.put(BYTES)).toEqual({ sha256: SHA, bytes: 9 });
    await blobs.put(BYTES);
    expect(await readdir(join(folder, 'sha256', SHA.slice(0, 2)))).toEqual([SHA]);
    expect(Buffer.from(await blobs.read(SHA)).equals(BYTES)).toBe(true);
    expect(await waiting()).toEqual([]);
  });

  it('shows nothing under a digest before it is kept', async () => {
    const blob = await blobs.incoming();
    await blob.write(BYTES.subarray(0, 4));
    await blob.write(BYTES.subarray(4));
    expect(await blob.finish()).toEqual({ sha256: SHA, bytes: 9 });
    expect([await blobs.has(SHA), (await waiting()).length]).toEqual([false, 1]);
    await blob.keep();
    expect([await blobs.has(SHA), (await waiting()).length]).toEqual([true, 0]);
  });

  it.each(['before', 'after'])('discards %s it is finished', async (when) => {
    const blob = await blobs.incoming();
    await blob.write(BYTES);
    if (when === 'after') await blob.finish();
    await blob.discard();
    expect([await blobs.has(SHA), await waiting()]).toEqual([false, []]);
  });

  it('sweeps what an earlier process left half-written, not what is being written', async () => {
    await writeFile(join(folder, 'incoming', 'old'), 'x');
    await utimes(join(folder, 'incoming', 'old'), 1, 1);
    const blob = await blobs.incoming();
    expect(await blobs.sweep(3_600_000)).toBe(1);
    expect((await waiting()).length).toBe(1);
    await blob.discard();
  });

  it('sweeps old blobs that no row names, and no others', async () => {
    const texts = ['named and old', 'orphan and old', 'orphan and new', 'sent anew'];
    const [named, orphan, fresh, anew] = await Promise.all(
      texts.map(async (text) => (await blobs.put(Buffer.from(text))).sha256),
    );
    for (const sha256 of [named, orphan, anew]) await utimes(blobs.path(sha256 ?? ''), 1, 1);
    await writeFile(join(folder, 'sha256', (orphan ?? '').slice(0, 2), 'foreign'), 'x');
    const ask = async (digests: string[]) => {
      // The same bytes arrive while the rows are being asked.
      if (digests.includes(anew ?? '')) await blobs.put(Buffer.from('sent anew'));
      return new Set(digests.filter((one) => one === named));
    };
    expect(await blobs.sweepOrphans(3_600_000, ask)).toBe(1);
    const there = [named, orphan, fresh, anew].map((sha256) => blobs.has(sha256 ?? ''));
    expect(await Promise.all(there)).toEqual([true, false, true, true]);
    expect(await waiting()).toEqual([]);
  });

  it.each(['', '../../etc/passwd', 'A'.repeat(64), `${SHA}/x`])(
    'knows no address but a digest: “%s”',
    (name) => {
      expect(() => blobs.path(name)).toThrow('Expected a SHA-256 digest');
    },
  );
});

describe('a name as it may be shown', () => {
  it.each([
    ['C:\\fakepath\\mine.png', 'mine.png'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000\u202eb.png', 'ab.png'],
    ['Ünï %22x%22.png', 'Ünï "x".png'],
    ['', 'unnamed'],
    [undefined, 'unnamed'],
    ['🙂'.repeat(300), '🙂'.repeat(200)],
  ])('%s', (given, shown) => {
    expect(shownName(given)).toBe(shown);
  });
});
