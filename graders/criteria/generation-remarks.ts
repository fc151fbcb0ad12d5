import { commonest, settingOf, valuesOf, type Setting } from '../generation/settings.ts';
import { hasAspect, sizeExplained } from '../generation/size.ts';
import type { GenerationRecord } from '../generation/types.ts';
import type { FrameFinding } from '../sets/types.ts';
import type { GenerationParams } from './generation.ts';
import type { FileView } from './types.ts';

/** What the files say, read once for measures and remarks. */
export interface Found {
  records: readonly GenerationRecord[];
  /** Every file carries a record. */
  complete: boolean;
  changed: readonly Setting[];
  /** The setting that was changed as asked; null when none was. */
  varied: Setting | null;
  /** Wordings that a prompt lacks. */
  missing: readonly (readonly string[])[];
}

export const CODES = {
  'generation.none': ['frame'],
  'generation.credentials-only': ['frame', 'by'],
  'generation.incomplete': ['count', 'of'],
  'generation.same-missing': ['setting'],
  'generation.seed-differs': ['frame', 'value', 'wanted'],
  'generation.same-differs': ['frame', 'setting', 'value', 'wanted'],
  'generation.nothing-changed': ['among'],
  'generation.not-asked': ['setting', 'from', 'to', 'among'],
  'generation.also-changed': ['setting', 'from', 'to', 'count', 'varied'],
  'generation.few-values': ['setting', 'count', 'wanted'],
  'generation.no-order': ['setting', 'values'],
  'generation.not-recorded': ['setting'],
  'generation.words-missing': ['words', 'count'],
  'generation.aspect': ['frame', 'width', 'height', 'ratio'],
  'generation.edited': ['frame', 'width', 'height', 'recorded'],
  'generation.one-variable': ['setting', 'values'],
  'generation.complete': ['tool', 'seed'],
  'generation.read': ['tool', 'seed', 'steps', 'guidance', 'sampler'],
  'generation.read-none': [],
} as const;

/** Texts out of files are cut to what a sentence can hold. */
const LONGEST = 60;
export const shortened = (text: string): string =>
  [...text].length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`;

const NAMES: Partial<Record<Setting, string>> = {
  steps: 'number of steps',
  guidance: 'guidance (CFG)',
  negative: 'negative prompt',
  loras: 'list of LoRAs',
  'clip-skip': 'clip skip',
  tool: 'generator',
};
const nameOf = (setting: Setting): string => NAMES[setting] ?? setting;
const listOf = (words: readonly string[], type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat('en', { type }).format(words);

/** What matters most first; praise only where nothing is left to say. */
export function remarksOn(
  files: readonly FileView[],
  found: Found,
  params: GenerationParams,
): FrameFinding[] {
  const compared = params.same !== undefined || params.vary !== undefined;
  const remarks = [
    ...(compared ? incomplete(files, found) : withoutRecord(files)),
    ...(found.complete ? [...held(files, found, params), ...variation(found, params)] : []),
    ...alone(files, found, params),
  ];
  return remarks.length > 0 ? remarks.slice(0, 6) : [praise(found)];
}

/** Where files are compared, one sentence says that they cannot be; which of them lack a record stands with each. */
const incomplete = (files: readonly FileView[], { complete, records }: Found): FrameFinding[] =>
  complete
    ? []
    : [{ code: 'generation.incomplete', params: { count: files.length - records.length, of: files.length } }];

function withoutRecord(files: readonly FileView[]): FrameFinding[] {
  return files.flatMap(({ file: { name, generation, provenance } }, frame): FrameFinding[] => {
    if (generation) return [];
    const by = provenance?.contentCredentials?.issuer ?? null;
    return by === null
      ? [{ code: 'generation.none', params: { frame: name }, frame }]
      : [{ code: 'generation.credentials-only', params: { frame: name, by: shortened(by) }, frame }];
  });
}

/** Settings that had to stay as they were. */
function held(
  files: readonly FileView[],
  { records, changed }: Found,
  { same = [] }: GenerationParams,
): FrameFinding[] {
  return same.flatMap((setting): FrameFinding[] => {
    const values = valuesOf(records, setting);
    if (values.includes(''))
      return [{ code: 'generation.same-missing', params: { setting: nameOf(setting) } }];
    if (!changed.includes(setting)) return [];
    const wanted = commonest(values);
    const frame = values.findIndex((value) => value !== wanted);
    const said = {
      frame: files[frame]!.file.name,
      value: shortened(values[frame]!),
      wanted: shortened(wanted),
    };
    return setting === 'seed'
      ? [{ code: 'generation.seed-differs', params: said, frame }]
      : [{ code: 'generation.same-differs', params: { ...said, setting: nameOf(setting) }, frame }];
  });
}

function variation(
  { records, changed, varied }: Found,
  { same = [], vary }: GenerationParams,
): FrameFinding[] {
  if (!vary) return [];
  const among = listOf(vary.among.map(nameOf), 'disjunction');
  const free = changed.filter((setting) => !same.includes(setting));
  if (varied === null) {
    const [other] = free;
    return other === undefined
      ? [{ code: 'generation.nothing-changed', params: { among } }]
      : [
          {
            code: 'generation.not-asked',
            params: { setting: nameOf(other), ...turn(records, other), among },
          },
        ];
  }
  const others = free.filter((setting) => setting !== varied);
  const values = valuesOf(records, varied);
  const count = new Set(values).size;
  const remarks: FrameFinding[] = others.slice(0, 2).map((setting) => ({
    code: 'generation.also-changed',
    params: {
      setting: nameOf(setting),
      ...turn(records, setting),
      count: others.length,
      varied: nameOf(varied),
    },
  }));
  if (count < vary.values)
    remarks.push({
      code: 'generation.few-values',
      params: { setting: nameOf(varied), count, wanted: vary.values },
    });
  const numbers = values.map(Number);
  const steps = numbers.slice(1).map((value, i) => Math.sign(value - numbers[i]!));
  if (vary.inOrder && numbers.every(Number.isFinite) && steps.includes(1) && steps.includes(-1))
    remarks.push({
      code: 'generation.no-order',
      params: { setting: nameOf(varied), values: shortened(values.join(', ')) },
    });
  return remarks;
}

/** From which value to which: the first two that differ. Of prompts what differs is shown. */
function turn(records: readonly GenerationRecord[], setting: Setting): { from: string; to: string } {
  const values = valuesOf(records, setting);
  const other = values.find((value) => value !== values[0])!;
  const [from, to] =
    setting === 'prompt' || setting === 'negative' ? fromDifference(values[0]!, other) : [values[0]!, other];
  return { from: shortened(from) || 'none', to: shortened(to) || 'none' };
}

/** Both texts without the words that they begin with in common. */
function fromDifference(a: string, b: string): [string, string] {
  const [x, y] = [a.split(' '), b.split(' ')];
  let same = 0;
  while (same < x.length && same < y.length && x[same] === y[same]) same++;
  return [x.slice(same).join(' '), y.slice(same).join(' ')];
}

/** What is asked of every file by itself. */
function alone(
  files: readonly FileView[],
  { records, complete, missing }: Found,
  params: GenerationParams,
): FrameFinding[] {
  const remarks: FrameFinding[] = [];
  for (const setting of complete ? (params.recorded ?? []) : [])
    if (records.some((one) => settingOf(one, setting) === ''))
      remarks.push({ code: 'generation.not-recorded', params: { setting: nameOf(setting) } });
  if (complete && missing.length > 0)
    remarks.push({
      code: 'generation.words-missing',
      params: {
        words: listOf(
          missing.map(([first]) => `“${first}”`),
          'conjunction',
        ),
        count: missing.length,
      },
    });
  files.forEach(({ file }, frame) => {
    const { name, width, height, generation } = file;
    if (params.aspect && !hasAspect(file, params.aspect))
      remarks.push({
        code: 'generation.aspect',
        params: { frame: name, width, height, ratio: params.aspect.ratio.join(':') },
        frame,
      });
    if (params.unedited && generation && sizeExplained(generation, file) === false)
      remarks.push({
        code: 'generation.edited',
        params: { frame: name, width, height, recorded: settingOf(generation, 'size') },
        frame,
      });
  });
  return remarks;
}

function praise({ records, varied }: Found): FrameFinding {
  if (varied !== null) {
    const values = [...new Set(valuesOf(records, varied))].map(shortened);
    return {
      code: 'generation.one-variable',
      params: { setting: nameOf(varied), values: shortened(listOf(values, 'conjunction')) },
    };
  }
  const [first] = records;
  return { code: 'generation.complete', params: { tool: first!.tool, seed: first!.seed ?? 'not recorded' } };
}
