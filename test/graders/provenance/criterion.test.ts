import { describe, expect, it } from 'vitest';
import { grade } from '#graders/grade.ts';
import { reportJsonSchema } from '#graders/report/json-schema.ts';
import { Report } from '#graders/report/schema.ts';
import { readWords } from '#graders/report/words.ts';
import { Metadata } from '#graders/authoring/metadata.ts';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { exerciseOf } from '#test/support/exercise.ts';
import { chunk, inserted } from '#test/support/files.ts';
import { SCHEME } from '#test/support/metadata.ts';
import { scene } from '#test/support/scene.ts';

const picture = scene(3, 240, 160);
const words = await readWords();
const cooked = { ...picture, data: Float32Array.from(picture.data, (value) => value / 255) };

const file = (metadata: Partial<Metadata>, format: 'jpeg' | 'png' | 'webp' = 'png'): Promise<Uint8Array> =>
  save(cooked, Save.parse({ format, metadata: Metadata.parse(metadata) }));

async function report(params: Record<string, unknown>, bytes: Uint8Array): Promise<Report> {
  const exercise = await exerciseOf({
    start: picture,
    reference: picture,
    size: { rule: 'same-aspect', minWidth: 100 },
    criteria: [{ id: 'said', kind: 'provenance', params }],
  });
  const { report } = await grade({ files: [{ name: 'a.png', bytes }] }, exercise, { words, now: () => 0 });
  return Report.parse(report);
}

const MIX = 'compositeWithTrainedAlgorithmicMedia';
const HONEST = { sourceType: SCHEME + MIX, credit: 'North', taken: '2026:05:14 08:12:30' };

describe('the criterion', () => {
  const ALL = ['declared', 'nothing-private', 'kept'];
  const ASKED = { sourceTypes: [MIX], strip: ['gps', 'body-serial'], credit: 'north', date: 'kept' };
  it.each<[string, Record<string, unknown>, Partial<Metadata>, number, string[]]>([
    ['all as asked', ASKED, HONEST, 100, ALL],
    ['a bare term', ASKED, { ...HONEST, sourceType: MIX }, 100, ALL],
    ['nothing at all', ASKED, {}, 40, ['source-type-missing', 'credit-lost', 'date-lost']],
    ['another source', ASKED, { ...HONEST, sourceType: `${SCHEME}humanEdits` }, 80, ['source-type-other']],
    ['a place', ASKED, { ...HONEST, gps: [50, -5] }, 80, ['left-gps']],
    [
      'a place and a number',
      ASKED,
      { ...HONEST, gps: [50, -5], serial: '4' },
      60,
      ['left-gps', 'left-body-serial'],
    ],
    ['a number nobody asked about', ASKED, { ...HONEST, lensSerial: '4' }, 100, ALL],
    ['credit in the copyright', { credit: 'North' }, { copyright: '© 2026 North' }, 100, ['kept']],
    ['AI fields', { ai: ['system', 'prompt'] }, { ai: { system: 'M' } }, 50, ['ai-missing']],
    [
      'AI fields beside a capture',
      { sourceTypes: ['digitalCapture'] },
      { sourceType: `${SCHEME}digitalCapture`, ai: { system: 'M' } },
      0,
      ['capture-with-ai-fields'],
    ],
  ])('%s', async (_, params, metadata, score, codes) => {
    const [criterion] = (await report(params, await file(metadata))).criteria;
    expect(criterion!.feedback.map(({ code }) => code.replace('provenance.', ''))).toEqual(codes);
    expect(criterion!.score).toBe(score);
    expect(criterion!.feedback.every(({ text }) => text.length > 20)).toBe(true);
  });

  it('a prompt beside a capture contradicts it, and both are named', async () => {
    const bytes = await file({ sourceType: `${SCHEME}digitalCapture` });
    const prompted = inserted(
      bytes,
      chunk(
        'tEXt',
        Buffer.from('parameters\0a lemon\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 240x160'),
      ),
    );
    const { criteria, submission } = await report({ sourceTypes: ['digitalCapture'] }, prompted);
    expect(criteria[0]!.feedback[0]).toMatchObject({
      code: 'provenance.capture-with-prompt',
      severity: 'essential',
      params: { declared: 'digitalCapture', tool: 'sd-webui' },
    });
    expect(submission[0]!.says!.provenance!.observations.map(({ code }) => code)).toEqual([
      'provenance.capture-with-prompt',
    ]);
  });

  it.each([
    ['nothing asked', {}],
    ['a term of nobody', { sourceTypes: ['madeUp'] }],
    ['date kept and stripped', { date: 'kept', strip: ['time'] }],
  ])('refuses %s', (_, params) =>
    expect(bindCriterion({ id: 'a', kind: 'provenance', title: 'a', weight: 1, params } as never).ok).toBe(
      false,
    ),
  );
});

describe('what a report says of every file', () => {
  it('nothing, where the file says nothing', async () =>
    expect((await report({ strip: ['gps'] }, await file({}))).submission[0]!.says).toEqual({
      generation: null,
      provenance: null,
      private: [],
    }));

  it.each(['jpeg', 'png', 'webp'] as const)('private facts in words, no values: %s', async (format) => {
    const bytes = await file(
      { gps: [50.2216, -5.4795], serial: '0042317', owner: 'Jo Tre', model: 'Field' },
      format,
    );
    const { submission } = await report({ strip: ['gps'] }, bytes);
    expect(submission[0]!.says).toMatchObject({
      private: [
        'the place where it was taken (GPS)',
        'the name of the camera’s owner',
        'the serial number of the camera',
      ],
      capture: ['make or model of the camera'],
    });
    expect(JSON.stringify(submission)).not.toMatch(/0042317|Jo Tre|50\.2/);
  });

  it('the same file, the same words', async () => {
    const bytes = await file(HONEST);
    expect(await report({ credit: 'North' }, bytes)).toEqual(await report({ credit: 'North' }, bytes));
  });

  it('the exported schema tells of it', () =>
    expect(JSON.stringify(reportJsonSchema())).toMatch(/"says".*"contentCredentials".*"digitalSourceType"/));
});
