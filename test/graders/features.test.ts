import { beforeAll, describe, expect, it } from 'vitest';
import { measure } from '#graders/measure.ts';
import { reportJsonSchema } from '#graders/report/json-schema.ts';
import type { Exercise, FeatureCache } from '#graders/types.ts';
import { Memo } from '#graders/views/memo.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import { measureHistograms } from '#graders/metrics/histogram.ts';
import { measureLuma } from '#graders/metrics/luma.ts';
import { PACK } from '#graders/views/pack.ts';
import { exerciseOf } from '#test/support/exercise.ts';
import { decodeTrusted } from '#graders/pixels/decode.ts';
import { release } from '#graders/pixels/release.ts';
import { png } from '#test/support/files.ts';
import { blend, edited, scene } from '#test/support/scene.ts';

const reference = scene(14, 404, 300);
const start = edited(reference, ([r, g, b]) => [r * 1.2, g, b * 0.9]);

describe('views survive a cache', () => {
  it.each([
    ['cells', measureCells(reference)],
    ['histograms', measureHistograms(reference)],
    ['luma', measureLuma(reference)],
  ] as const)('%s', (name, view) => {
    const packed = PACK[name] as {
      pack(v: unknown): Uint8Array;
      unpack(b: Uint8Array, f: typeof reference): unknown;
    };
    // One byte further in a larger buffer: what comes from a file may not be aligned.
    const bytes = packed.pack(view);
    const shifted = new Uint8Array(bytes.length + 1).subarray(1);
    shifted.set(bytes);
    expect(packed.unpack(shifted, reference)).toEqual(view);
  });
});

describe('a cache that outlives the process', () => {
  let exercise: Exercise;
  beforeAll(async () => {
    exercise = await exerciseOf({
      start,
      reference,
      criteria: [
        { id: 'tone', kind: 'tone-colour' },
        { id: 'tex', kind: 'structure', params: { limit: 0.5 } },
      ],
    });
  });

  it('changes nothing about a measurement', async () => {
    const kept = new Map<string, Uint8Array>();
    const cache: FeatureCache = {
      get: (key) => Promise.resolve(kept.get(key)),
      set: (key, value) => Promise.resolve(void kept.set(key, Uint8Array.from(value))),
    };
    const files = [{ name: 'a.png', bytes: await png(blend(start, reference, 0.5)) }];
    const plain = await measure({ files }, exercise);
    expect(await measure({ files }, exercise, { cache })).toEqual(plain);
  });
});

describe('the memo', () => {
  it('drops what was unused for longest once the budget is passed', () => {
    const memo = new Memo(10);
    memo.set('a', 1, 4);
    memo.set('b', 2, 4);
    memo.get('a');
    memo.set('c', 3, 4);
    expect([memo.get('a'), memo.get('b'), memo.get('c')]).toEqual([1, undefined, 3]);
  });

  it('keeps everything of one grade once its budget is known, and never takes room away again', () => {
    const memo = new Memo(10);
    memo.atLeast(12);
    memo.atLeast(4);
    for (const key of ['a', 'b', 'c']) memo.set(key, key, 4);
    expect(['a', 'b', 'c'].map((key) => memo.get(key))).toEqual(['a', 'b', 'c']);
  });

  it('keeps a single value that is larger than the budget', () => {
    const memo = new Memo(10);
    memo.set('large', 1, 50);
    expect(memo.get('large')).toBe(1);
  });
});

describe('memory of decoded pictures', () => {
  it('is given back at once, and what was measured stays', async () => {
    const picture = await decodeTrusted(await png(reference));
    const cells = measureCells(picture);
    const before = [...cells.lab.subarray(0, 30)];
    release(picture);
    expect(picture.data.length).toBe(0);
    expect([...cells.lab.subarray(0, 30)]).toEqual(before);
  });

  it('of which a picture is only a part is left alone', () => {
    const whole = new Uint8Array(60);
    release({ width: 2, height: 5, data: whole.subarray(0, 30) });
    expect(whole.length).toBe(60);
  });
});

describe('the report’s JSON Schema', () => {
  it('is a closed object with the outcome’s three values', () => {
    const schema = reportJsonSchema() as {
      additionalProperties: boolean;
      properties: { outcome: { enum: string[] } };
    };
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties.outcome.enum).toEqual(['passed', 'not-yet', 'ungradable']);
  });
});
