import { z } from 'zod';
import { holds } from '../generation/words.ts';
import { changedIn, SETTINGS, settingOf, valuesOf, type Setting } from '../generation/settings.ts';
import { hasAspect, sizeExplained } from '../generation/size.ts';
import type { GenerationRecord } from '../generation/types.ts';
import type { FilesKind, FilesMeasurement } from '../files/types.ts';
import type { FrameFinding, Reading } from '../sets/types.ts';
import { CODES, remarksOn, shortened, type Found } from './generation-remarks.ts';
import type { FileView, Term } from './types.ts';

const Settings = z.array(z.enum(SETTINGS)).min(1);

const Params = z
  .strictObject({
    /** Settings that must be recorded and the same in every file. */
    same: Settings.optional(),
    /** Exactly one of these is changed over the files, and nothing else. */
    vary: z
      .strictObject({
        among: Settings,
        /** Different values it must take. */
        values: z.int().min(2).default(2),
        /** A setting that is a number rises or falls from file to file. */
        inOrder: z.literal(true).optional(),
      })
      .optional(),
    /** Settings that must be recorded, whatever they are. */
    recorded: Settings.optional(),
    /** What the prompt must hold: of each list one. */
    words: z
      .array(z.array(z.string().min(2)).min(1))
      .min(1)
      .max(12)
      .optional(),
    /** Width by height of the file itself. */
    aspect: z
      .strictObject({
        ratio: z.tuple([z.number().positive(), z.number().positive()]),
        tolerance: z.number().positive(),
      })
      .optional(),
    /** The file has the size that its record tells, or one that the recorded upscale explains. */
    unedited: z.literal(true).optional(),
  })
  .refine(({ vary, same }) => !vary || !same || !same.some((one) => vary.among.includes(one)), {
    message: 'a setting cannot both stay the same and vary',
  });
export type GenerationParams = z.infer<typeof Params>;

/**
 * What the files say of how they were made (`graders/generation`), against what was asked. Terms, all absolute, 0 done
 * and 1 not at all: `metadata` share of files that carry no record · `same` share of the settings that differ or are
 * not recorded · `one` whether exactly one of the named settings changed, and nothing else · `values` share of the
 * wanted values that are missing · `order` · `recorded` · `words` share of the wordings that are missing · `aspect` ·
 * `size` share of files whose pixels their record does not explain. What cannot be told without a record counts as
 * not done.
 */
export const generation: FilesKind<GenerationParams> = {
  kind: 'generation',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  // What `measure` made of the files is kept in its measurement.
  explain: (measurement) => (measurement as Measured).remarks,
  codes: CODES,
};

interface Measured extends FilesMeasurement {
  remarks: FrameFinding[];
}

function measure(files: readonly FileView[], params: GenerationParams): Measured {
  const found = foundIn(files, params);
  const terms: Record<string, Term> = {};
  for (const [name, distance] of Object.entries(distancesOf(files, found, params)))
    terms[name] = { distance: Math.min(1, distance), tolerance: 0, limit: 1 };
  const all = Object.values(terms);
  return {
    terms,
    value: all.filter(({ distance }) => distance === 0).length,
    unit: `of ${all.length}`,
    target: all.length,
    facts: {},
    places: [],
    evidence: [],
    ...(files.length > 1 ? { readings: files.map(readingOf) } : {}),
    remarks: remarksOn(files, found, params),
  };
}

function foundIn(files: readonly FileView[], params: GenerationParams): Found {
  const records = files.flatMap(({ file }) => (file.generation ? [file.generation] : []));
  const complete = records.length === files.length;
  const changed = complete ? changedIn(records) : [];
  const { vary } = params;
  return {
    records,
    complete,
    changed,
    varied: vary ? (changed.find((setting) => vary.among.includes(setting)) ?? null) : null,
    missing: (params.words ?? []).filter((wordings) =>
      records.some(({ prompt }) => !wordings.some((wording) => holds(prompt, wording))),
    ),
  };
}

function distancesOf(
  files: readonly FileView[],
  found: Found,
  params: GenerationParams,
): Record<string, number> {
  const { records, complete, changed, varied } = found;
  const { same, vary, recorded, words, aspect, unedited } = params;
  const share = <T>(list: readonly T[], wrong: (one: T) => boolean): number =>
    list.length === 0 ? 1 : list.filter(wrong).length / list.length;
  const known = (setting: Setting): boolean =>
    complete && records.every((one) => settingOf(one, setting) !== '');
  const distances: Record<string, number> = {
    metadata: share(files, ({ file }) => file.generation === null),
  };
  if (same) distances.same = share(same, (setting) => !known(setting) || changed.includes(setting));
  if (vary) {
    const others = changed.filter((setting) => setting !== varied && !same?.includes(setting));
    const values = varied ? new Set(valuesOf(records, varied)).size : 1;
    distances.one = varied !== null && others.length === 0 ? 0 : 1;
    distances.values = varied === null ? 1 : Math.max(0, vary.values - values) / (vary.values - 1);
    if (vary.inOrder) distances.order = varied !== null && inOrder(valuesOf(records, varied)) ? 0 : 1;
  }
  if (recorded) distances.recorded = share(recorded, (setting) => !known(setting));
  if (words) distances.words = complete ? found.missing.length / words.length : 1;
  if (aspect) distances.aspect = share(files, ({ file }) => !hasAspect(file, aspect));
  if (unedited)
    distances.size = share(
      files,
      ({ file }) => !file.generation || sizeExplained(file.generation, file) === false,
    );
  return distances;
}

/** Words have no order; numbers rise or fall all the way. */
function inOrder(values: readonly string[]): boolean {
  const numbers = values.map(Number);
  if (!numbers.every(Number.isFinite)) return true;
  const steps = numbers.slice(1).map((value, i) => value - numbers[i]!);
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

function readingOf({ file: { generation: record } }: FileView): Reading {
  if (!record) return { value: 0, code: 'generation.read-none', params: {} };
  const said = (value: GenerationRecord[keyof GenerationRecord]): string =>
    value === null ? '–' : shortened(String(value));
  return {
    value: 1,
    code: 'generation.read',
    params: {
      tool: record.tool,
      seed: said(record.seed),
      steps: said(record.steps),
      guidance: said(record.guidance),
      sampler: said(record.sampler),
    },
  };
}
