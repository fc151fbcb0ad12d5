import type { Report } from '../../../graders/report/schema.ts';
import type { Says } from '../../../graders/report/says.ts';
import { titleOf } from './frames.ts';
import { problemWords, sourceWords, STATES, toolName } from './source-words.ts';
import { capital, count, figure, list } from './words.ts';

/** A line of the panel; `exact` is set as written in the file. */
export interface Fact {
  name: string;
  value: string;
  /** The term behind the words. */
  term?: string;
  exact?: boolean;
}

export interface Passage {
  name: string;
  text: string;
  /** The beginning, where the whole is too long to stand open. */
  beginning: string | null;
}

/** What one file says about itself, ready to be set. */
export interface SaysView {
  /** Which file, where there are several. */
  title: string;
  silent: boolean;
  /** All of it in a line. */
  line: string;
  passages: Passage[];
  settings: Fact[];
  source: Fact[];
  problems: string[];
  private: string[];
  /** Camera, lens, program and date. */
  capture: string[];
  observations: string[];
}

/** The files of a report that were asked; none in reports of earlier versions, or of a text. */
export function saysViews(report: Pick<Report, 'submission' | 'frames'>): SaysView[] {
  const several = report.submission.length > 1;
  return report.submission.flatMap(({ says, name, frame }) =>
    says ? [saysView(says, several ? (frame ? titleOf(frame, report) : name) : '')] : [],
  );
}

function saysView(says: Says, title: string): SaysView {
  const { generation, provenance, private: facts, capture = [] } = says;
  const observations = provenance?.observations.map(({ text }) => text) ?? [];
  const view = {
    title,
    passages: [
      ...passage('Prompt', generation?.prompt),
      ...passage('Negative prompt', generation?.negativePrompt),
      ...passage('Prompt, as declared', provenance?.ai?.prompt),
    ],
    settings: generation ? settings(generation) : [],
    source: provenance ? source(provenance) : [],
    problems: provenance?.contentCredentials?.problems.map(problemWords) ?? [],
    private: facts,
    capture,
    observations,
  };
  return {
    ...view,
    silent: !generation && !provenance && facts.length + capture.length === 0,
    line: line(says),
  };
}

function line({ generation, provenance, private: facts, capture = [] }: Says): string {
  const credentials = provenance?.contentCredentials;
  const said = [
    ...(generation ? [`generated with ${toolName(generation.tool)}`] : []),
    ...(provenance?.digitalSourceType ? [`declared as ${provenance.digitalSourceType}`] : []),
    ...(credentials ? [`Content Credentials ${CREDENTIALS[credentials.state]}`] : []),
  ];
  const counted = [
    ...(facts.length > 0 ? [count(facts.length, 'private fact')] : []),
    ...(provenance && provenance.observations.length > 0
      ? [count(provenance.observations.length, 'observation')]
      : []),
  ];
  if (said.length + counted.length === 0) return `Tells ${list(capture)}`;
  return capital(
    [said, counted]
      .filter((parts) => parts.length > 0)
      .map((parts) => list(parts))
      .join('; '),
  );
}

const CREDENTIALS = {
  trusted: 'by a trusted signer',
  valid: 'that hold',
  tampered: 'that no longer fit',
  unreadable: 'that cannot be read',
} as const;

type Maybe = string | number | null | undefined;

const fact = (name: string, value: Maybe, more: Omit<Fact, 'name' | 'value'> = {}): Fact[] =>
  value === null || value === undefined || value === ''
    ? []
    : [{ name, value: typeof value === 'number' ? figure(value) : value, ...more }];

const times = (width: number | null, height: number | null): string | null =>
  width !== null && height !== null ? `${width} × ${height} px` : null;

function settings(made: NonNullable<Says['generation']>): Fact[] {
  const { upscale } = made;
  const loras = made.loras.map(({ name, weight }) =>
    weight === null ? name : `${name} at ${figure(weight)}`,
  );
  const second = upscale && [
    ...(upscale.scale === null ? [] : [`${figure(upscale.scale)} ×`]),
    ...(upscale.upscaler === null ? [] : [upscale.upscaler]),
    ...(upscale.steps === null ? [] : [count(upscale.steps, 'step')]),
    ...(upscale.denoise === null ? [] : [`denoise ${figure(upscale.denoise)}`]),
  ];
  return [
    ...fact('Generator', toolName(made.tool)),
    ...fact('Model', made.model, { exact: true }),
    ...fact('LoRA', loras.join(', '), { exact: true }),
    ...fact('Seed', made.seed, { exact: true }),
    ...fact('Steps', made.steps),
    ...fact('Guidance', made.guidance),
    ...fact('Sampler', made.sampler, { exact: true }),
    ...fact('Scheduler', made.scheduler, { exact: true }),
    ...fact('Size', times(made.width, made.height)),
    ...fact('Denoise', made.denoise),
    ...fact('Clip skip', made.clipSkip),
    ...fact('Upscale', second?.join(', ')),
  ];
}

function source({
  digitalSourceType: declared,
  contentCredentials: signed,
  ai,
}: NonNullable<Says['provenance']>): Fact[] {
  return [
    ...(declared ? fact('Declared source', capital(sourceWords(declared)), { term: declared }) : []),
    ...fact('AI system', [ai?.system, ai?.systemVersion].filter(Boolean).join(' ')),
    ...fact('Prompt by', ai?.promptWriter),
    ...(signed
      ? [
          ...fact('Content Credentials', STATES[signed.state]),
          ...fact('Signed by', signed.issuer),
          ...fact('Signed on', signed.signedAt && instant(signed.signedAt)),
          ...fact('Written by', signed.generator),
          ...signed.sourceTypes.flatMap((term) =>
            fact('Signed source', capital(sourceWords(term)), { term }),
          ),
        ]
      : []),
  ];
}

/** A time stamp to the minute, as it stands. */
const instant = (iso: string): string => iso.slice(0, 16).replace('T', ', ');

/** Longer than this a text does not stand open. */
const LONG = 420;

function passage(name: string, text: string | null | undefined): Passage[] {
  if (!text) return [];
  if (text.length <= LONG) return [{ name, text, beginning: null }];
  const cut = text
    .slice(0, 200)
    .replace(/\s+\S*$/, '')
    .replace(/[\uD800-\uDBFF]$/, '');
  return [{ name, text, beginning: `${cut} …` }];
}
