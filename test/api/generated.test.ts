import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXERCISES } from '#graders/exercise/folders.ts';
import type { SubmittedFile } from '#graders/types.ts';
import type { Attempt } from '#core/types.ts';
import { openApi, type ApiSchool } from '#test/support/api-school.ts';
import * as hostile from '#test/support/hostile.ts';
import { until } from '#test/support/platform.ts';
import { goldenFiles } from '#test/support/shipped-goldens.ts';

let school: ApiSchool;
/** Four frames that tell of one seed and four values of the guidance. */
let strip: SubmittedFile[];

beforeAll(async () => {
  school = await openApi({ exercises: EXERCISES });
  school.platform.start();
  strip = await goldenFiles('one-variable', 'guidance over four values, comfyui as png');
}, 60_000);
afterAll(() => school?.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const post = (slug: string, files: readonly SubmittedFile[]) => {
  const body = new FormData();
  for (const { bytes, name } of files)
    body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  return fetch(`${school.url}/api/exercises/${slug}/attempts`, {
    method: 'POST',
    body,
    headers: { cookie: school.session },
  });
};

const graded = async (slug: string, files: readonly SubmittedFile[]): Promise<Attempt> => {
  const response = await post(slug, files);
  const { id } = (await response.json()) as Attempt;
  expect([200, 201]).toContain(response.status);
  return until(async () => {
    const attempt = (await (await school.get(`/api/attempts/${id}`)).json()) as Attempt;
    return attempt.report ? attempt : null;
  }, 90_000);
};

/** A file that says nothing, of this size. */
const silent = async (width: number, height: number, name = 'plain.png'): Promise<SubmittedFile> => ({
  name,
  bytes: await sharp(strip[0]!.bytes).resize(width, height, { fit: 'fill' }).png().toBuffer(),
});

const scores = ({ report }: Attempt) =>
  Object.fromEntries(report!.criteria.map(({ id, score }) => [id, score]));
const codes = ({ report }: Attempt) =>
  report!.criteria.flatMap(({ feedback }) => feedback.map(({ code }) => code));

describe('pictures from a generator, refused at the door', () => {
  it.each<[string, () => SubmittedFile[], number, string, RegExp]>([
    ['three of four', () => strip.slice(1), 400, 'too-few-files', /3 of 4 pictures arrived/],
    ['five', () => [...strip, { ...strip[0]!, name: '5.png' }], 400, 'too-many-files', /4 pictures/],
    [
      'a PDF among them',
      () => [...strip.slice(1), { name: '4.pdf', bytes: hostile.PDF }],
      415,
      'format-not-accepted',
      /4\.pdf/,
    ],
    [
      'an empty one',
      () => [...strip.slice(1), { name: '4.png', bytes: new Uint8Array() }],
      422,
      'empty-file',
      /4\.png/,
    ],
  ])('%s', async (_, files, status, code, words) => {
    const before = (await school.platform.app.attempts.ofLearner(school.learner)).length;
    const response = await post('one-variable', files());
    const problem = (await response.json()) as { code: string; detail: string };
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toMatch(words);
    expect((await school.platform.app.attempts.ofLearner(school.learner)).length).toBe(before);
  });
});

describe('one variable', () => {
  it('taken in byte for byte, passed, and every file’s record in the report', async () => {
    const attempt = await graded('one-variable', strip);
    expect(attempt.files.map((file) => file.sha256)).toEqual(strip.map(({ bytes }) => sha256(bytes)));
    expect([attempt.report!.outcome, scores(attempt)]).toEqual([
      'passed',
      { record: 100, variable: 100, family: 100, depiction: 100 },
    ]);
    expect(
      attempt.report!.submission.map(({ says }) => [
        says?.generation?.tool,
        says?.generation?.seed,
        says?.generation?.guidance,
      ]),
    ).toEqual([2, 5, 8, 14].map((guidance) => ['comfyui', '4213377190', guidance]));
    expect(codes(attempt)).toContain('generation.one-variable');
  }, 120_000);

  it('one picture four times is no experiment, whatever the files say', async () => {
    const { bytes } = strip[0]!;
    const attempt = await graded('one-variable', await fourOf(bytes));
    expect(attempt.report!.outcome).toBe('not-yet');
    expect(codes(attempt)).toContain('variants.twins');
  }, 120_000);

  it('files without their metadata say nothing, and the report says so', async () => {
    const bare = await Promise.all(
      strip.map(async ({ name, bytes }) => ({
        name,
        bytes: new Uint8Array(await sharp(bytes).png().toBuffer()),
      })),
    );
    const attempt = await graded('one-variable', bare);
    expect([attempt.report!.outcome, scores(attempt)['record'], scores(attempt)['family']]).toEqual([
      'not-yet',
      0,
      100,
    ]);
    expect(attempt.report!.submission.map(({ says }) => says?.generation)).toEqual([null, null, null, null]);
  }, 120_000);

  it('a preview is too small to be judged and costs no attempt', async () => {
    const attempt = await graded('one-variable', [...strip.slice(1), await silent(256, 342, 'preview.png')]);
    expect([attempt.status, attempt.number, attempt.report!.problem?.code]).toEqual([
      'ungradable',
      null,
      'generated-too-small',
    ]);
    expect(attempt.report!.problem?.text).toBe(
      'preview.png is 256 × 342 px; at least 512 × 512 px are needed.',
    );
  }, 120_000);
});

/** One picture saved four times over, each time another file. */
async function fourOf(bytes: Uint8Array): Promise<SubmittedFile[]> {
  return Promise.all(
    [3, 6, 7, 9].map(async (compressionLevel, i) => ({
      name: `${i + 1}.png`,
      bytes: new Uint8Array(await sharp(bytes).keepMetadata().png({ compressionLevel }).toBuffer()),
    })),
  );
}

describe('palette by prompt', () => {
  it('is passed by its colours, its shape and the prompt in the file', async () => {
    const attempt = await graded(
      'palette-by-prompt',
      await goldenFiles('palette-by-prompt', 'in the palette, comfyui as png'),
    );
    expect(attempt.report!.outcome).toBe('passed');
    expect(codes(attempt)).toContain('generation.complete');
  }, 120_000);

  it('another palette is shown beside the brand’s', async () => {
    const attempt = await graded(
      'palette-by-prompt',
      await goldenFiles('palette-by-prompt', 'the palette turned to blue'),
    );
    expect(attempt.report!.outcome).toBe('not-yet');
    const palette = attempt.report!.criteria.find(({ id }) => id === 'palette')!;
    expect(palette.evidence.length).toBeGreaterThan(0);
    const picture = await school.get(`/api/attempts/${attempt.id}/evidence/${palette.evidence[0]}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  }, 120_000);
});

describe('say what it is', () => {
  it('another size than the brief’s is not gradable', async () => {
    const attempt = await graded('disclose-it', [await silent(1200, 800, 'small.png')]);
    expect([attempt.status, attempt.report!.problem?.code]).toEqual(['ungradable', 'wrong-size']);
    expect(attempt.report!.problem?.text).toContain('exactly 1800 × 1200 px');
  }, 120_000);
});
