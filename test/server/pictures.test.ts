import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '#server/catalogue/catalogue.ts';
import { pictures } from '#server/pictures/pictures.ts';
import { shownPicture } from '#server/pictures/shown.ts';
import { pictureSources } from '#server/pictures/sources.ts';
import { secret } from '#server/secret.ts';
import { ramp, scratch, sweepFolders, writeExercises } from '#test/support/platform.ts';
import type { Pictures } from '#server/app.ts';
import type { Exercise } from '../../graders/types.ts';

let root: string;
let derived: string;
let service: Pictures;
let grey: Exercise;

beforeAll(async () => {
  root = await scratch('pictures');
  derived = join(root, 'data', 'derived');
  await mkdir(join(root, 'content', 'pictures', 'light'), { recursive: true });
  await ramp(1000, 500)
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(join(root, 'content', 'pictures', 'light', 'coast.jpg'));
  await writeExercises(join(root, 'exercises'));
  const { catalogue } = await openCatalogue(join(root, 'exercises'));
  const [found] = catalogue.all().filter((one) => one.slug === 'grey');
  if (!found) throw new Error('no exercise');
  grey = found;
  service = pictures(pictureSources(root, catalogue, await secret(join(root, 'data'), 'pictures')), derived);
});
afterAll(sweepFolders);

const key = (url: string) => url.split('/')[2] ?? '';

describe('our own pictures', () => {
  it('are upright, in widths up to their own, with a placeholder', async () => {
    const info = await service.describe('content/pictures/light/coast.jpg');
    expect([info?.width, info?.height, info?.widths]).toEqual([500, 1000, [320]]);
    expect(info?.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(info?.url(320, 'avif')).toMatch(/^\/pictures\/[0-9a-f]{32}\/320\.avif$/);
  });

  it('are shown also where they cannot be kept', async () => {
    const [file, { catalogue }] = [join(root, 'no-folder'), await openCatalogue(join(root, 'exercises'))];
    await writeFile(file, 'a file where the folder would be made');
    const unkept = pictures(pictureSources(root, catalogue, Buffer.alloc(32)), file);
    const info = await unkept.describe('content/pictures/light/coast.jpg');
    const made = await unkept.derived(key(info?.url(320, 'webp') ?? ''), 320, 'webp');
    expect([info?.width, (await sharp(made?.bytes).metadata()).width]).toEqual([500, 320]);
  });

  it.each(['avif', 'webp'] as const)('are derived as %s without metadata, once', async (format) => {
    const info = await service.describe('content/pictures/light/coast.jpg');
    const name = key(info?.url(320, format) ?? '');
    const made = await Promise.all([1, 2, 3].map(() => service.derived(name, 320, format)));
    const facts = await sharp(made[0]?.bytes).metadata();
    expect([facts.format === 'heif' ? 'avif' : facts.format, facts.width, facts.height, facts.exif]).toEqual([
      format,
      320,
      640,
      undefined,
    ]);
    expect(new Set(made.map((one) => Buffer.from(one?.bytes ?? []).toString('base64'))).size).toBe(1);
    expect(await readdir(join(derived, name))).toContain(`320.${format}`);
  });

  it.each([
    ['a width not on offer', 321, 'webp'],
    ['a width beyond the original', 640, 'webp'],
    ['another format', 320, 'png'],
  ])('not in %s', async (_, width, format) => {
    const info = await service.describe('content/pictures/light/coast.jpg');
    expect(await service.derived(key(info?.url(320, 'webp') ?? ''), width, format)).toBeNull();
  });

  it.each([
    'content/pictures/light/nowhere.jpg',
    'content/pictures/../../package.json',
    'content/pictures/../../exercises/seeing/grey/reference/reference.png',
    'exercises/seeing/grey/reference/reference.png',
    'exercises/seeing/grey/start/../reference/reference.png',
    '/etc/passwd',
  ])('never %s', async (ref) => {
    expect(await service.describe(ref)).toBeNull();
  });

  it('start pictures by reference, references only by a secret key', async () => {
    const start = await service.describe('exercises/seeing/grey/start/start.png');
    const reference = await service.referenceOf(grey, 0);
    expect([start?.widths, reference?.widths]).toEqual([[240], [240]]);
    expect(key(reference?.url(240, 'webp') ?? '')).not.toContain(grey.references[0]?.sha256.slice(0, 8));
    expect(await service.derived(grey.references[0]?.sha256.slice(0, 32) ?? '', 240, 'webp')).toBeNull();
    expect((await service.derived(key(reference?.url(240, 'webp') ?? ''), 240, 'webp'))?.mime).toBe(
      'image/webp',
    );
    expect(await service.referenceOf(grey, 1)).toBeNull();
  });
});

describe('a learner’s picture as it may be shown', () => {
  it('is upright, at most 1600 px, without metadata', async () => {
    const upload = await ramp(2000, 1000)
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD3: { GPSLatitude: '51/1' } })
      .jpeg()
      .toBuffer();
    const shown = await shownPicture(upload);
    const facts = await sharp(shown.bytes).metadata();
    expect([shown.width, shown.height, facts.format, facts.exif, facts.icc]).toEqual([
      800,
      1600,
      'webp',
      undefined,
      undefined,
    ]);
  });
});
