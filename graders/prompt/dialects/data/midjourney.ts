/**
 * Midjourney's parameters as its documentation and that of a re-seller gave them on the date below. Ranges change with
 * every version: they warn and never fail.
 *
 * Sources: docs.midjourney.com, Parameter List, and its pages on Aspect Ratio, Chaos, Stylize, Weird, Quality, No,
 * Multi-Prompts; docs.evolink.ai, Midjourney V7 and V8.1 prompt guides (ranges, no `::` since V7).
 */
export const READ_ON = '2026-11-25';

export interface ParameterFact {
  /** Its documented long name. */
  name: string;
  aliases: readonly string[];
  takes: 'nothing' | 'whole' | 'number' | 'ratio' | 'choice' | 'words' | 'reference';
  /** Of a number; inclusive. */
  range?: readonly [number, number];
  /** Of a choice. */
  choices?: readonly string[];
  /** The first and last version that reads it, where not all do. */
  since?: number;
  until?: number;
}

export const PARAMETERS: readonly ParameterFact[] = [
  { name: 'ar', aliases: ['aspect'], takes: 'ratio' },
  { name: 'chaos', aliases: ['c'], takes: 'whole', range: [0, 100] },
  { name: 'stylize', aliases: ['s'], takes: 'whole', range: [0, 1000] },
  { name: 'weird', aliases: ['w'], takes: 'whole', range: [0, 3000] },
  { name: 'quality', aliases: ['q'], takes: 'choice', choices: ['.25', '0.25', '.5', '0.5', '1', '2', '4'] },
  { name: 'seed', aliases: [], takes: 'whole', range: [0, 4294967295] },
  { name: 'stop', aliases: [], takes: 'whole', range: [10, 100] },
  { name: 'repeat', aliases: ['r'], takes: 'whole', range: [1, 40] },
  { name: 'no', aliases: [], takes: 'words' },
  { name: 'iw', aliases: [], takes: 'number', range: [0, 3] },
  { name: 'sref', aliases: [], takes: 'reference' },
  { name: 'sw', aliases: [], takes: 'whole', range: [0, 1000] },
  { name: 'sv', aliases: [], takes: 'whole', range: [1, 8] },
  { name: 'cref', aliases: [], takes: 'reference', until: 6.1 },
  { name: 'cw', aliases: [], takes: 'whole', range: [0, 100], until: 6.1 },
  { name: 'oref', aliases: [], takes: 'reference', since: 7 },
  { name: 'ow', aliases: [], takes: 'whole', range: [1, 1000], since: 7 },
  { name: 'exp', aliases: [], takes: 'whole', range: [0, 100], since: 7 },
  { name: 'profile', aliases: ['p'], takes: 'reference' },
  { name: 'style', aliases: [], takes: 'choice', choices: ['raw', 'cute', 'scenic', 'original', 'expressive'] },
  { name: 'raw', aliases: [], takes: 'nothing', since: 7 },
  { name: 'version', aliases: ['v'], takes: 'number', range: [1, 8.1] },
  { name: 'niji', aliases: [], takes: 'number', range: [4, 7] },
  { name: 'tile', aliases: [], takes: 'nothing' },
  { name: 'draft', aliases: [], takes: 'nothing', since: 7 },
  { name: 'fast', aliases: [], takes: 'nothing' },
  { name: 'relax', aliases: [], takes: 'nothing' },
  { name: 'turbo', aliases: [], takes: 'nothing' },
  { name: 'stealth', aliases: [], takes: 'nothing' },
  { name: 'public', aliases: [], takes: 'nothing' },
];

/** The version that a prompt without `--v` gets on that date. */
export const DEFAULT_VERSION = 7;

/** The last version that reads `words::2`. */
export const MULTI_PROMPTS_UNTIL = 6.1;

/** `--no words` weighs as `words::-0.5` does. */
export const NO_WEIGHT = -0.5;

export const parameterCalled = (spelling: string): ParameterFact | undefined => {
  const name = spelling.toLowerCase();
  return PARAMETERS.find((fact) => fact.name === name || fact.aliases.includes(name));
};
