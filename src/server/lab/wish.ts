import { randomInt } from 'node:crypto';
import { settingWrong } from '#core/lab-refusals.ts';
import type { LabSettings, Varied } from '#core/lab.ts';
import { Refused } from '#core/refusal.ts';
import type { Capabilities, Range } from './generator.ts';

const MOST_PICTURES = 12;
const LONGEST_PROMPT = 4_000;
const SEEDS = 2 ** 32;

/** The fields of the form, all text; what is missing is empty. */
export type WishForm = Record<
  'prompt' | 'negative' | 'seed' | 'steps' | 'guidance' | 'sampler' | 'size' | 'vary' | 'values' | 'count',
  string
>;

const wrong = (title: string, detail: string, hint: string): Refused =>
  new Refused(settingWrong(title, detail, hint));

/**
 * The settings of every picture wished for, by the form and what the generator takes. A run changes one thing from
 * picture to picture: the seed, counted up from the first, or another setting through the values named. Throws `Refused`.
 */
export function settingsWished(form: WishForm, takes: Capabilities): LabSettings[] {
  const base: LabSettings = {
    prompt: text(form.prompt, 'prompt'),
    negativePrompt:
      takes.negativePrompt && form.negative.trim() !== '' ? text(form.negative, 'negative prompt') : null,
    seed: takes.seed ? seedOf(form.seed) : null,
    steps: takes.steps && numberOf(form.steps, 'Steps', takes.steps, true),
    guidance: takes.guidance && numberOf(form.guidance, 'Guidance', takes.guidance, false),
    sampler: takes.samplers && samplerOf(form.sampler, takes.samplers),
    ...sizeOf(form.size, takes.sizes),
  };
  const varied = variedOf(form.vary, takes);
  if (varied === 'seed') return bySeed(base, countOf(form.count));
  return valuesOf(form.values).map((value) => {
    if (varied === 'sampler') return { ...base, sampler: samplerOf(value, takes.samplers ?? []) };
    const name = varied === 'steps' ? 'Steps' : 'Guidance';
    return { ...base, [varied]: numberOf(value, name, takes[varied]!, varied === 'steps') };
  });
}

const bySeed = (base: LabSettings, count: number): LabSettings[] =>
  Array.from({ length: count }, (_, i) => ({
    ...base,
    seed: base.seed === null ? null : String((Number(base.seed) + i) % SEEDS),
  }));

function text(given: string, what: string): string {
  const clean = given
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim();
  if (clean === '')
    throw wrong('There is no prompt yet', `The ${what} is empty.`, 'Write what the picture should show.');
  if (clean.length > LONGEST_PROMPT)
    throw wrong(
      `The ${what} is too long`,
      `It has ${clean.length} characters; ${LONGEST_PROMPT} are taken.`,
      'Say it in fewer words: a model reads only the first few hundred.',
    );
  return clean;
}

function seedOf(given: string): string {
  const clean = given.trim();
  if (clean === '') return String(randomInt(SEEDS));
  if (!/^\d{1,10}$/.test(clean) || Number(clean) >= SEEDS)
    throw wrong(
      'That is no seed',
      `“${clean.slice(0, 40)}” is not a whole number from 0 to ${SEEDS - 1}.`,
      'Leave the field empty for a new one.',
    );
  return String(Number(clean));
}

function numberOf(given: string, name: string, { min, max, usual }: Range, whole: boolean): number {
  const clean = given.trim().replace(',', '.');
  if (clean === '') return usual;
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(clean) ? Number(clean) : NaN;
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw wrong(
      `${name} cannot be that`,
      `“${clean.slice(0, 40)}” is not a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`,
      `${usual} is usual.`,
    );
  return value;
}

function samplerOf(given: string, samplers: readonly string[]): string {
  const clean = given.trim() || samplers[0] || '';
  const found = samplers.find((name) => name.toLowerCase() === clean.toLowerCase());
  if (found === undefined)
    throw wrong(
      'The generator has no such sampler',
      `“${clean.slice(0, 60)}” is not among its samplers.`,
      `It has ${samplers.slice(0, 8).join(', ')}${samplers.length > 8 ? ' and others' : ''}.`,
    );
  return found;
}

function sizeOf(given: string, sizes: Capabilities['sizes']): { width: number; height: number } {
  const [width, height] =
    given === '' ? (sizes[0] ?? []) : (sizes.find((size) => size.join('x') === given) ?? []);
  if (width === undefined || height === undefined)
    throw wrong(
      'The generator does not make that size',
      `“${given.slice(0, 40)}” is not on offer.`,
      'Choose one of the list.',
    );
  return { width, height };
}

function variedOf(given: string, takes: Capabilities): Varied {
  if (given === 'steps' && takes.steps) return 'steps';
  if (given === 'guidance' && takes.guidance) return 'guidance';
  if (given === 'sampler' && takes.samplers) return 'sampler';
  if (given === '' || given === 'seed') return 'seed';
  throw wrong(
    'That cannot be varied here',
    'The generator does not take this setting.',
    'Choose another one.',
  );
}

function countOf(given: string): number {
  const count = given.trim() === '' ? 1 : /^\d{1,2}$/.test(given.trim()) ? Number(given) : NaN;
  if (!(count >= 1 && count <= MOST_PICTURES))
    throw wrong(
      'That many pictures cannot be made at once',
      `A run has 1 to ${MOST_PICTURES} pictures.`,
      'Ask for fewer; you can ask again afterwards.',
    );
  return count;
}

function valuesOf(given: string): string[] {
  // A sampler's name holds no comma; a decimal comma would, so that numbers are written with a point here.
  const values = [
    ...new Set(
      given
        .split(/[,;\n]/)
        .map((value) => value.trim())
        .filter(Boolean),
    ),
  ];
  if (values.length < 2 || values.length > MOST_PICTURES)
    throw wrong(
      'The values to try are missing',
      `To change one setting from picture to picture, ${values.length === 1 ? 'one value is' : `${values.length} values are`} too ${values.length < 2 ? 'few' : 'many'}.`,
      `Write 2 to ${MOST_PICTURES} different ones, joined by commas, such as 4, 7, 10, 13.`,
    );
  return values;
}
