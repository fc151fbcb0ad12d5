import { describe, expect, it } from 'vitest';
import type { FolioPiece } from '#core/view/portfolio.ts';
import type { Book, BookPiece, Plate } from '#server/portfolio/print/book.ts';
import { drawBook } from '#server/portfolio/print/draw.ts';
import { gridOf } from '#server/portfolio/print/layout.ts';
import { fonts } from '#server/print/fonts.ts';
import { readPdf } from '#test/support/pdf.ts';
import { ramp } from '#test/support/platform.ts';

const letters = await fonts();
const DIGEST = '0123456789abcdef'.repeat(4);

const plate = async (width: number, height: number, alt: string): Promise<Plate> => ({
  bytes: new Uint8Array(await ramp(width, height).jpeg().toBuffer()),
  width,
  height,
  alt,
  caption: null,
});
const wide = await plate(300, 200, 'The grey ramp');
const upright = await plate(200, 300, 'An upright ramp');

const PIECE: FolioPiece = {
  id: 'p1',
  title: 'The grey ramp',
  brief: 'Take the red out of a ramp.',
  track: 'seeing',
  verified: {
    score: 92,
    passMark: 75,
    on: '5 Jan 2026',
    grader: '1.4.0',
    criteria: [
      { title: 'Neutral greys', score: 96, pass: true, byPerson: false },
      { title: 'Even steps', score: 61, pass: false, byPerson: false },
    ],
    byPerson: false,
    digests: [DIGEST],
  },
  pictures: [],
  text: null,
  beforeRef: null,
  statement: ['Grey is a decision.'],
  process: ['Curves on the red channel', 'Looked at it upside down'],
  tools: 'GIMP 2.10',
  disclosure: 'Made by hand, without generative tools.',
  added: '6 Jan 2026',
};

const piece = (over: Partial<FolioPiece> = {}, plates: Plate[] = [wide], before: Plate | null = null) => ({
  piece: { ...PIECE, ...over },
  plates,
  before,
});

function book(pieces: BookPiece[], over: Partial<Book['portfolio']> = {}): Book {
  const portfolio: Book['portfolio'] = {
    learnerId: 'l1',
    handle: 'learner-1',
    name: 'Learner 1',
    headline: 'Retoucher',
    introduction: 'One paragraph.\n\nAnother one.',
    link: 'https://example.org/work',
    theme: 'darkroom',
    visibility: 'public',
    certificatesShown: true,
    version: 1,
    changedAt: 0,
    ...over,
  };
  const certificates = [
    { title: 'Seeing', issued: '7 Jan 2026', url: 'https://school.example/credentials/c1' },
  ];
  const url = 'https://school.example/p/learner-1';
  return { portfolio, school: 'The school', url, at: Date.UTC(2026, 0, 8), certificates, pieces };
}

const read = async (given: Book) => readPdf(await drawBook(letters, given));
/** Runs of text may be cut anywhere. */
const close = (text: string): string => text.replace(/\s+/g, '');

describe('the PDF of a portfolio', () => {
  it('says what the page says: who, what was asked, done and measured, and by which file', async () => {
    const { pages, text, alts } = await read(
      book([
        piece({}, [wide], { ...wide, alt: 'Before: The grey ramp' }),
        piece({ title: 'Upright' }, [upright]),
      ]),
    );
    expect(pages).toBe(3);
    for (const said of [
      'Learner 1',
      'Retoucher',
      'Another one.',
      'example.org/work',
      'school.example/p/learner-1',
      'Seeing, 7 Jan 2026',
      '2 pieces graded against a brief',
      'measured against their briefs by The school',
      'Take the red out of a ramp.',
      'Grey is a decision.',
      'Looked at it upside down',
      'GIMP 2.10',
      'Made by hand, without generative tools.',
      'of 100, passes from 75',
      '1 of 2 criteria met',
      'Even steps, not met',
      '5 Jan 2026, grader 1.4.0',
      DIGEST,
    ])
      expect(close(text)).toContain(close(said));
    expect(alts).toEqual([
      'QR code of https://school.example/p/learner-1',
      'The grey ramp',
      'An upright ramp',
      'The grey ramp',
      'Before: The grey ramp',
      'An upright ramp',
    ]);
  });

  it('is tagged, names its language, and stores a picture that stands twice once', async () => {
    const { clear, jpegs } = await read(book([piece(), piece()]));
    for (const mark of [
      '/Lang (en-GB)',
      '/MarkInfo',
      '/StructTreeRoot',
      '/DisplayDocTitle true',
      '/S /H1',
      '/S /H2',
      '/S /Figure',
      '/S /Link',
    ])
      expect(clear).toContain(mark);
    expect(jpegs.length).toBe(1);
  });

  it('keeps the spaces between words, for whoever reads it aloud or copies', async () => {
    const { text } = await read(book([piece()]));
    expect(text.replace(/ +/g, ' ')).toContain('Made by hand, without generative tools.');
  });

  it.each<[string, Partial<FolioPiece>, Plate[], number]>([
    ['own work', { verified: null, brief: null }, [wide], 2],
    ['a text', { text: 'A photograph of a bottle. '.repeat(12) }, [], 2],
    ['a text beyond a page', { text: 'A photograph of a bottle. '.repeat(400) }, [], 3],
    ['a set', {}, [wide, wide, wide, wide], 2],
    ['a picture that could not be drawn', {}, [], 2],
    [
      'words as long as the form takes',
      { statement: ['word '.repeat(160)], process: [`${'step '.repeat(299)}`] },
      [wide],
      3,
    ],
    ['as many steps', { process: Array<string>(750).fill('x') }, [upright], 13],
    ['no word at all', { statement: [], process: [], tools: '' }, [upright], 2],
    ['one endless word', { statement: ['x'.repeat(800)], title: 'y'.repeat(120) }, [wide], 3],
    [
      'many criteria',
      { verified: { ...PIECE.verified!, criteria: Array(14).fill(PIECE.verified!.criteria[0]) } },
      [wide],
      2,
    ],
  ])('finds room for %s', async (_, over, plates, pages) => {
    const found = await read(book([piece(over, plates)]));
    expect(found.pages).toBe(pages);
    const last = over.process?.at(-1) ?? over.text ?? over.statement?.at(-1) ?? '';
    expect(close(found.text)).toContain(close(last).slice(-60));
  });

  it('takes forty pieces, and a portfolio without any', async () => {
    expect((await read(book(Array.from({ length: 40 }, () => piece())))).pages).toBe(41);
    expect((await read(book([]))).pages).toBe(1);
  });

  it('shows what somebody typed as text: no markup, no PDF, no turned direction', async () => {
    const hostile = '<b>bold</b> ) Tj ET \\ (( \u202Egnp.exe /JavaScript';
    const { text, objects } = await read(
      book([piece({ title: hostile, statement: [hostile] })], { name: hostile, headline: hostile }),
    );
    expect(close(text)).toContain(close('<b>bold</b> ) Tj ET \\ (( gnp.exe /JavaScript'));
    expect(objects).not.toMatch(/\/(JS|JavaScript|OpenAction|Launch|EmbeddedFile)\b/);
  });

  it('has Greek and Cyrillic letters, and says where it lacks some', async () => {
    const known = await read(book([piece({ statement: ['Серый цвет, γκρι, Łódź'] })], { name: 'Жанна' }));
    expect(close(known.text)).toContain(close('Серый цвет, γκρι, Łódź'));
    expect(close(known.text)).not.toContain(close('no typeface for'));
    const unknown = await read(book([piece({ statement: ['灰色 is grey'] })], { name: '山田' }));
    expect(close(unknown.text)).toContain(close('□□ is grey'));
    expect(close(unknown.text)).toContain(
      close('Some letters are in a script that this file has no typeface for'),
    );
    // A name of boxes would be none.
    expect(unknown.text).toContain('learner-1');
  });
});

describe('pictures of a set', () => {
  const inside = { x: 0, y: 0, width: 548, height: 320 };
  it.each([
    [[1.5], 1],
    [[1.5, 1.5], 2],
    [[1.5, 1.5, 1.5, 1.5], 2],
    [[0.6, 0.6, 0.6, 0.6], 4],
    [[4, 4, 4], 1],
  ])('of the shapes %j stand in %i columns, inside their room', (shapes, columns) => {
    const boxes = gridOf(
      shapes.map((width) => ({ width, height: 1 })),
      inside,
      13,
    );
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(columns);
    for (const [i, box] of boxes.entries()) {
      expect(box.x + box.width).toBeLessThanOrEqual(inside.width + 1e-6);
      expect(box.y + box.height + 13).toBeLessThanOrEqual(inside.height + 1e-6);
      expect(box.width / box.height).toBeCloseTo(shapes[i]!, 6);
    }
  });
});
