import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortfolioForm, PieceForm } from '#server/portfolio/forms.ts';
import type { Learner, Outcome } from '#core/types.ts';
import { readProvenance } from '#graders/provenance/read.ts';
import { readPdf } from '#test/support/pdf.ts';
import {
  ramp,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';

// The real child and the real exercises: what it draws is what anybody gets to see.
const CHILD = fileURLToPath(new URL('../../../src/worker/child.ts', import.meta.url));
const EXERCISES = fileURLToPath(new URL('../../../exercises', import.meta.url));
const picture = (path: string) => readFile(join(EXERCISES, path));

let platform: TestPlatform;
let ines: Learner;
let omar: Learner;
let passed: string;
let failed: string;

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code);
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  return outcome.value;
};

async function graded(learner: Learner, bytes: Uint8Array, slug: string): Promise<string> {
  const { app } = platform;
  const sent = await app.attempts.submit(learner, app.catalogue.bySlug(slug)!, upload(bytes), '192.0.2.1');
  const { id } = value(sent).attempt;
  await until(async () => (await app.attempts.get(id, learner))?.status === 'graded', 60_000);
  return id;
}

beforeAll(async () => {
  platform = await testPlatform({ childModule: CHILD, exercises: EXERCISES });
  platform.start();
  ines = (await signUp(platform)).learner;
  omar = (await signUp(platform, 'omar')).learner;
  const gps = {
    IFD0: { Copyright: 'Secret street 4' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 1/1 1/1' },
  };
  const clear = await sharp(await picture('seeing/value-range/reference/coast-clear.webp'))
    .withExif(gps)
    .webp({ quality: 95 })
    .toBuffer();
  passed = await graded(ines, clear, 'value-range');
  failed = await graded(
    ines,
    await picture('retouching/white-balance/start/breakfast-warm.png'),
    'white-balance',
  );
}, 240_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const page: PortfolioForm = {
  handle: 'ines',
  name: 'Ines',
  headline: '',
  introduction: '',
  link: '',
  theme: 'darkroom',
  visibility: 'private',
  certificates: true,
  version: '0',
};
const words: PieceForm = {
  title: '',
  statement: 'Neutral again.',
  process: '',
  tools: '',
  aiUse: 'none',
  aiNote: '',
  version: '1',
};
const save = (over: Partial<PortfolioForm>, learner = ines) =>
  platform.app.portfolios.save(learner, { ...page, ...over });
const version = async () => String((await platform.app.portfolios.of(ines)).version);

describe('a portfolio', () => {
  it('begins private with the first piece, which has to be passed and one’s own', async () => {
    const { portfolios } = platform.app;
    expect(code(await portfolios.add(ines, failed))).toBe('not-passed');
    expect(code(await portfolios.add(omar, passed))).toBe('not-passed');
    expect(code(await portfolios.add(ines, 'nothing'))).toBe('not-passed');
    expect((await portfolios.candidates(ines)).map(({ id }) => id)).toEqual([passed]);
    expect(code(await portfolios.add(ines, passed))).toBe('ok');
    expect(code(await portfolios.add(ines, passed))).toBe('already-there');
    expect(await portfolios.candidates(ines)).toEqual([]);
    expect(await portfolios.of(ines)).toMatchObject({ visibility: 'private', handle: null, version: 1 });
  });

  it.each<[string, Partial<PortfolioForm>, string]>([
    ['no name', { name: ' ' }, 'name-missing'],
    ['a long headline', { headline: 'x'.repeat(141) }, 'headline-long'],
    ['a long introduction', { introduction: 'x'.repeat(1201) }, 'introduction-long'],
    ['a handle with a slash', { handle: 'a/b' }, 'handle-invalid'],
    ['public without a handle', { handle: '', visibility: 'public' }, 'handle-missing'],
    ['a link that runs', { link: 'javascript:alert(1)' }, 'link-invalid'],
    ['a link with a password', { link: 'https://a:b@example.org' }, 'link-invalid'],
    ['an old version', { version: '0' }, 'changed-meanwhile'],
  ])('refuses %s', async (_, over, refusal) =>
    expect(code(await save({ version: await version(), ...over }))).toBe(refusal),
  );

  it('is private, unlisted or public; a handle belongs to one', async () => {
    const { portfolios } = platform.app;
    const seenBy = async (viewer: Learner | null) => (await portfolios.published('ines', viewer)) !== null;
    expect(code(await save({ version: await version() }))).toBe('ok');
    expect([await seenBy(null), await seenBy(omar), await seenBy(ines)]).toEqual([false, false, true]);
    expect(code(await save({ version: await version(), visibility: 'unlisted' }))).toBe('ok');
    expect([await seenBy(null), (await portfolios.listed()).length]).toEqual([true, 0]);
    expect(code(await save({ version: await version(), visibility: 'public' }))).toBe('ok');
    expect((await portfolios.listed()).map(({ portfolio }) => portfolio.handle)).toEqual(['ines']);
    expect(code(await save({}, omar))).toBe('handle-taken');
    expect(code(await save({}, { ...omar, guest: true }))).toBe('portfolio-account-needed');
  });

  it('two windows do not overwrite each other', async () => {
    const { portfolios } = platform.app;
    const [piece] = await portfolios.pieces(ines);
    const id = piece!.piece.id;
    expect(code(await portfolios.savePiece(ines, id, words))).toBe('ok');
    expect(code(await portfolios.savePiece(ines, id, { ...words, statement: 'Other' }))).toBe(
      'changed-meanwhile',
    );
    expect((await portfolios.piece(ines, id))?.piece.statement).toBe('Neutral again.');
    expect(await portfolios.piece(omar, id)).toBeNull();
    expect(code(await portfolios.savePiece(omar, id, words))).toBe('piece-gone');
    expect(code(await portfolios.remove(omar, id))).toBe('piece-gone');
  });
});

describe('a public copy', () => {
  it('carries the credit and the source type, and nothing of the file', async () => {
    const { portfolios } = platform.app;
    const [piece] = await portfolios.pieces(ines);
    const copy = await portfolios.picture('ines', null, piece!.piece.id, '1-960.webp');
    expect(copy?.mime).toBe('image/webp');
    const meta = await sharp(copy!.bytes).metadata();
    expect([meta.width, meta.exif, meta.icc]).toEqual([960, undefined, undefined]);
    const xmp = String(meta.xmpAsString);
    expect(xmp).toContain('<rdf:li>Ines</rdf:li>');
    expect(xmp).toContain('photoshop:Credit="Ines"');
    expect(Buffer.from(copy!.bytes).toString('latin1')).not.toMatch(/Secret street|GPS/);
    expect(await readProvenance(copy!.bytes, 'webp')).toMatchObject({ digitalSourceType: 'humanEdits' });
    const card = await portfolios.picture('ines', null, piece!.piece.id, 'card.jpg');
    const cut = await sharp(card!.bytes).metadata();
    expect([cut.format, cut.width, cut.height]).toEqual(['jpeg', 1200, 630]);
  });

  it('says what was disclosed last', async () => {
    const { portfolios } = platform.app;
    const [piece] = await portfolios.pieces(ines);
    const { id, version: at } = piece!.piece;
    value(await portfolios.savePiece(ines, id, { ...words, aiUse: 'assisted', version: String(at) }));
    const copy = await portfolios.picture('ines', null, id, '1-960.webp');
    expect(await readProvenance(copy!.bytes, 'webp')).toMatchObject({
      digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
    });
  });

  it('is what the PDF prints, as JPEG, with nothing of the file or of the account', async () => {
    const { portfolios } = platform.app;
    const bytes = (await portfolios.pdf('ines', null, [{ id: 'c1', title: 'Seeing', issuedAt: 0 }]))!;
    const { pages, text, jpegs, clear } = readPdf(bytes);
    expect(pages).toBe(2);
    expect(text.replace(/ +/g, ' ')).toContain('Seeing, 1 Jan 1970');
    expect(jpegs).toHaveLength(2);
    const [printed, before] = await Promise.all(jpegs.map((jpeg) => sharp(jpeg).metadata()));
    expect([printed?.exif, printed?.icc, before?.exif, before?.xmp]).toEqual(Array(4).fill(undefined));
    expect(await readProvenance(jpegs[0]!, 'jpeg')).toMatchObject({
      digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
    });
    expect(clear).not.toMatch(/Secret street|GPS|ines@example\.org/);
    for (const own of [ines.id, passed, platform.data]) expect(clear).not.toContain(own);
    expect(bytes.byteLength).toBeLessThan(900_000);
    // Drawn once for what the page says, and anew as soon as it says something else.
    const again = await Promise.all(
      [1, 2].map(() => portfolios.pdf('ines', null, [{ id: 'c1', title: 'Seeing', issuedAt: 0 }])),
    );
    expect(again.map((one) => one === bytes)).toEqual([true, true]);
    expect(readPdf((await portfolios.pdf('ines', null, []))!).text).not.toContain('Seeing');
  }, 60_000);

  it.each(['1-961.webp', '2-960.webp', '1-960.png', 'yours', '..%2f1-960.webp'])(
    'there is no %s',
    async (file) => {
      const [piece] = await platform.app.portfolios.pieces(ines);
      expect(await platform.app.portfolios.picture('ines', null, piece!.piece.id, file)).toBeNull();
    },
  );

  it('goes when the page does', async () => {
    const { portfolios } = platform.app;
    const [piece] = await portfolios.pieces(ines);
    value(await save({ version: await version(), visibility: 'private' }));
    expect(await portfolios.picture('ines', null, piece!.piece.id, '1-960.webp')).toBeNull();
    const own = await portfolios.picture('ines', ines, piece!.piece.id, '1-960.webp');
    expect(own?.open).toBe(false);
    expect(await portfolios.pdf('ines', null, [])).toBeNull();
    expect(await portfolios.pdf('ines', omar, [])).toBeNull();
    expect(await portfolios.pdf('ines', ines, [])).not.toBeNull();
    expect(await portfolios.pdf('nobody', ines, [])).toBeNull();
  });
});

describe('an own picture', () => {
  const own = (bytes: Uint8Array, name: string) => platform.app.portfolios.addOwn(ines, upload(bytes, name));

  it('is taken in under its name, and its file goes with it', async () => {
    const { portfolios } = platform.app;
    const blobs = async () =>
      (await readdir(join(platform.data, 'blobs', 'sha256'), { recursive: true })).filter(
        (name) => name.length > 60,
      ).length;
    const before = await blobs();
    const id = value(await own(await ramp(500, 320, 5).jpeg().toBuffer(), 'harbour_at-dusk.final.jpg'));
    expect((await portfolios.piece(ines, id))?.piece).toMatchObject({
      kind: 'own',
      own: { title: 'Harbour at dusk.final', width: 500, height: 320 },
    });
    expect(await blobs()).toBe(before + 1);
    expect(code(await portfolios.savePiece(ines, id, { ...words, title: ' ' }))).toBe('title-missing');
    expect(code(await portfolios.move(ines, id, 'first'))).toBe('ok');
    expect((await portfolios.pieces(ines))[0]?.piece.id).toBe(id);
    expect(code(await portfolios.remove(ines, id))).toBe('ok');
    expect(code(await portfolios.remove(ines, id))).toBe('piece-gone');
    expect(await portfolios.piece(ines, id)).toBeNull();
  });

  it.each([
    ['a text', Buffer.from('no picture at all'), 'own-not-a-picture'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'own-not-a-picture'],
    ['nothing', Buffer.alloc(0), 'empty-file'],
  ])('%s is refused and not kept', async (_, bytes, refusal) => {
    expect(code(await own(bytes, 'a.png'))).toBe(refusal);
    expect(await platform.app.portfolios.pieces(ines)).toHaveLength(1);
  });

  it('half a picture is refused', async () => {
    const whole = await ramp(500, 320).jpeg().toBuffer();
    expect(code(await own(whole.subarray(0, whole.length / 3), 'half.jpg'))).toBe('own-not-a-picture');
  });
});
