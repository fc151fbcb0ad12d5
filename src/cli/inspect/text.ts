import type { GenerationRecord } from '#graders/generation/types.ts';
import { plain } from '../plain.ts';
import { wrapped } from '../wording.ts';
import type { Looked } from './look.ts';

/** One file for the terminal. */
export function lookedText({ file, generation, provenance, private: secrets, capture }: Looked): string {
  const about = [
    file.format.toUpperCase(),
    `${file.width} × ${file.height} px`,
    `${(file.bytes / 1000).toFixed(file.bytes < 100_000 ? 1 : 0)} kB`,
    `${file.bitDepth} bit`,
    file.profile === 'none' ? 'no profile' : `profile “${plain(file.profile)}”`,
    ...(file.ppi === null ? [] : [`${Math.round(file.ppi)} ppi`]),
    ...(file.hasAlpha ? ['with transparency'] : []),
  ];
  return [
    plain(file.name),
    `  ${about.join(', ')}`,
    '',
    ...(generation ? generationLines(generation) : ['  No generator left its settings in this file.']),
    '',
    ...row('Credentials', credentials(provenance)),
    ...row('Source type', provenance.digitalSourceType ?? 'not declared'),
    ...row('AI system', provenance.ai?.system ?? ''),
    ...row('Private', named(secrets) || 'nothing found'),
    ...row('Capture', named(capture)),
    ...row('Credit', file.credits.join('; ')),
    ...row('Also carries', file.stray),
  ].join('\n');
}

const named = (facts: readonly string[]): string => facts.map((fact) => fact.replaceAll('-', ' ')).join(', ');

/** "trusted, signed by OpenAI, written by ChatGPT". */
function credentials({ contentCredentials: found }: Looked['provenance']): string {
  if (!found) return 'none';
  const by = found.issuer === null ? [] : [`signed by ${found.issuer}`];
  const made = found.generator === null ? [] : [`written by ${found.generator}`];
  return [found.state, ...by, ...made, ...found.sourceTypes].join(', ');
}

function generationLines(record: GenerationRecord): string[] {
  const { upscale, loras } = record;
  const size =
    record.width === null || record.height === null ? null : `${record.width} × ${record.height} px`;
  return [
    ...row('Made with', record.tool),
    ...row('Prompt', record.prompt),
    ...row('Leave out', record.negativePrompt),
    ...row('Seed', record.seed),
    ...row('Steps', record.steps),
    ...row('Guidance', record.guidance),
    ...row('Sampler', record.sampler),
    ...row('Scheduler', record.scheduler),
    ...row('Model', record.model),
    ...row(
      'LoRAs',
      loras.map(({ name, weight }) => (weight === null ? name : `${name} (${weight})`)).join(', '),
    ),
    ...row('Generated at', size),
    ...row('Denoise', record.denoise),
    ...row('Clip skip', record.clipSkip),
    ...row(
      'Upscale',
      upscale &&
        [
          upscale.upscaler,
          upscale.scale === null ? null : `× ${upscale.scale}`,
          upscale.steps === null ? null : `${upscale.steps} steps`,
          upscale.denoise === null ? null : `denoise ${upscale.denoise}`,
        ]
          .filter((part) => part !== null)
          .join(', '),
    ),
  ];
}

const NAME = 14;

/** A name and its value, wrapped and indented; nothing where there is no value. */
function row(name: string, value: string | number | null): string[] {
  if (value === null || value === '') return [];
  const indent = ' '.repeat(NAME + 2);
  const lines = wrapped(plain(String(value)), indent).slice(indent.length);
  return [`  ${name.padEnd(NAME)}${lines}`];
}
