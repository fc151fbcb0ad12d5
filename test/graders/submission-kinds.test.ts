import { beforeAll, describe, expect, it } from 'vitest';
import { ExerciseSpec } from '#graders/exercise/schema.ts';
import { uploadOf } from '#graders/exercise/upload.ts';
import { inspectFile } from '#graders/inspect-file.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import { Report } from '#graders/report/schema.ts';
import type { GeneratedExercise, Graded, SubmittedFile, Words } from '#graders/types.ts';
import { from, pictureFile, png } from '../support/files.ts';
import { scene } from '../support/scene.ts';

const PICTURE = {
  id: '6f1d2a90-3c1e-4c57-9d0e-2f4f0d6a7b13',
  title: 'Test piece',
  summary: 'For tests alone.',
  track: 'prompting',
  level: 'starter',
  minutes: 5,
  skills: ['testing'],
  start: 'start/sheet.png',
  criteria: [{ id: 'file', kind: 'delivery', title: 'File', weight: 1, params: { formats: ['png'] } }],
  passMark: 70,
  licence: 'CC0-1.0',
};
const GENERATED = {
  kind: 'generated',
  count: 2,
  formats: ['png', 'jpeg'],
  maxBytes: 1e6,
  maxPixels: 1e6,
  size: { minWidth: 64, minHeight: 64 },
};
const TEXT = { kind: 'text', dialect: 'natural', maxCharacters: 400 };

const issues = (spec: object): string[] => {
  const parsed = ExerciseSpec.safeParse(spec);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('what an exercise may ask for', () => {
  it.each<[string, object, RegExp | null]>([
    ['generated pictures', { submission: GENERATED }, null],
    ['a text', { submission: TEXT, references: ['reference/prompt.txt'] }, null],
    ['a text without a solution', { submission: TEXT }, /references: at least one/],
    ['a picture as a text’s solution', { submission: TEXT, references: ['reference/a.png'] }, /\.txt file/],
    ['a reference for what is generated', { submission: GENERATED, references: ['a.png'] }, /lie on none/],
    [
      'regions in a text',
      { submission: TEXT, references: ['a.txt'], regions: { edit: 'm.png' } },
      /geometry/,
    ],
    ['thirteen pictures', { submission: { ...GENERATED, count: 13 } }, /submission.count/],
    ['a dialect that nobody speaks', { submission: { ...TEXT, dialect: 'x' } }, /submission.dialect/],
    [
      'a size rule of laid pictures',
      { submission: { ...GENERATED, size: { rule: 'free' } } },
      /submission.size/,
    ],
  ])('%s', (_, parts, refused) => {
    const found = issues({ ...PICTURE, ...parts });
    if (refused) expect(found.join('\n')).toMatch(refused);
    else expect(found).toEqual([]);
  });

  it('gives the number of files and their bytes', () => {
    const spec = (submission: object, references: string[] = []) => ({
      spec: ExerciseSpec.parse({ ...PICTURE, submission, references }),
      frames: [],
    });
    expect(uploadOf(spec(GENERATED))).toEqual({ count: 2, maxBytes: 1e6 });
    expect(uploadOf(spec(TEXT, ['a.txt']))).toEqual({ count: 1, maxBytes: 1603 });
  });
});

describe('pictures straight from a generator', () => {
  let words: Words;
  let exercise: GeneratedExercise;
  let files: SubmittedFile[];
  beforeAll(async () => {
    words = await readWords();
    const pictures = [scene(3, 160, 120), scene(4, 128, 128)];
    files = await Promise.all(
      pictures.map(async (picture, i) => ({ name: `${i}.png`, bytes: await png(picture) })),
    );
    const [r, g, b] = pictures[0]!.data;
    const hex = `#${[r!, g!, b!].map((v) => v.toString(16).padStart(2, '0')).join('')}`;
    const criteria = [
      ...PICTURE.criteria,
      {
        id: 'brand',
        kind: 'palette',
        title: 'Brand',
        weight: 1,
        params: { swatches: [{ colour: hex, least: 0.02 }], deltaE: 12, limit: 1 },
      },
    ];
    const spec = ExerciseSpec.parse({ ...PICTURE, criteria, submission: GENERATED });
    exercise = {
      ...{
        folder: '/nowhere',
        slug: 'test',
        track: 'prompting',
        digest: 'test',
        references: [],
        regions: {},
      },
      ...{ material: [], frames: [], brief: null, calibration: null },
      spec,
      start: pictureFile('start/sheet.png', files[0]!.bytes),
    } as GeneratedExercise;
  });
  const graded = (sent: SubmittedFile[]): Promise<Graded> =>
    grade({ files: sent }, exercise, { words, now: () => 0 });

  it('are judged one by one, without start, reference or calibration', async () => {
    const { report } = await graded(files);
    expect(Report.parse(report).outcome).not.toBe('ungradable');
    expect(report.frames).toEqual([
      { name: 'picture-1', title: '0.png', file: 0 },
      { name: 'picture-2', title: '1.png', file: 1 },
    ]);
    expect(report.criteria.map(({ id, frames }) => [id, frames?.map(({ frame }) => frame)])).toEqual([
      ['file', ['picture-1', 'picture-2']],
      ['brand', ['picture-1', 'picture-2']],
    ]);
    expect(report.criteria[0]!.score).toBe(100);
    expect(report.plots).toEqual([]);
  });

  it('the file that is off is named', async () => {
    const jpeg = {
      name: 'b.jpg',
      bytes: await from(scene(4, 128, 128))
        .jpeg()
        .toBuffer(),
    };
    const { report } = await graded([files[0]!, jpeg]);
    const [remark] = report.criteria[0]!.feedback;
    expect([remark!.code, remark!.frame]).toEqual(['delivery.format', 'picture-2']);
    expect(remark!.text).toMatch(/^Picture 2, b\.jpg: /);
  });

  it.each<[string, (own: SubmittedFile[]) => SubmittedFile[], string]>([
    ['none', () => [], 'no-file'],
    ['one of two', ([a]) => [a!], 'wrong-number'],
    ['one twice', ([a]) => [a!, a!], 'same-file-twice'],
    ['an empty one', ([a]) => [a!, { name: 'e', bytes: new Uint8Array() }], 'empty-file'],
    ['half a file', ([a, b]) => [a!, { name: 'h', bytes: b!.bytes.subarray(0, 900) }], 'truncated'],
  ])('%s: %#', async (_, choose, code) => {
    const { report } = await graded(choose(files));
    expect([report.outcome, report.problem?.code]).toEqual(['ungradable', code]);
  });

  it('a preview is too small', async () => {
    const { report } = await graded([files[0]!, { name: 's.png', bytes: await png(scene(5, 80, 40)) }]);
    expect(report.problem?.text).toContain('s.png is 80 × 40 px; at least 64 × 64 px');
  });
});

describe('a text by itself', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  it.each<[string, Uint8Array, string | null]>([
    ['plain', bytes('a brown bottle'), null],
    ['a byte order mark and CRLF', bytes('\ufeffa\r\nb\tc'), null],
    ['emoji with joiners', bytes('👩‍🚀 on a roof'), null],
    ['nothing', bytes(''), 'empty-text'],
    ['space', bytes(' \n\t\u00a0\u200b\ufeff'), 'empty-text'],
    ['Latin-1', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), 'not-utf8'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'not-utf8'],
    ['a lone surrogate', new Uint8Array([0xed, 0xa0, 0x80]), 'not-utf8'],
    ['NUL', bytes('a\0b'), 'control-characters'],
    ['escape', bytes('a\u001b[31m'), 'control-characters'],
    ['an override of direction', bytes('a\u202eb'), 'control-characters'],
    ['400 code points outside the BMP', bytes('𝄞'.repeat(400)), null],
    ['401', bytes('x'.repeat(401)), 'text-too-long'],
    ['100 kB', bytes('word '.repeat(20_000)), 'text-too-long'],
    ['2 MB', new Uint8Array(2e6).fill(97), 'text-too-long'],
    ['2 MB of a picture', new Uint8Array(2e6).fill(0xff), 'not-utf8'],
  ])('%s', async (_, content, code) => {
    const rules = { kind: 'text', dialect: 'natural', maxCharacters: 400 } as const;
    expect((await inspectFile({ name: 'prompt.txt', bytes: content }, rules))?.code ?? null).toBe(code);
  });
});
