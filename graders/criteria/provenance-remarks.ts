import { CONTRADICTIONS } from '../provenance/observations.ts';
import type { AiFields, Observation, ProvenanceRecord } from '../provenance/types.ts';
import type { ProvenanceParams } from './provenance.ts';
import type { Finding, Measurement } from './types.ts';

export const AI_FIELDS = [
  'system',
  'systemVersion',
  'prompt',
  'promptWriter',
] as const satisfies readonly (keyof AiFields)[];

/** What the fields are called in the standard and in programs. */
const FIELD_NAMES: Readonly<Record<(typeof AI_FIELDS)[number], string>> = {
  system: 'AI System Used',
  systemVersion: 'AI System Version Used',
  prompt: 'AI Prompt Information',
  promptWriter: 'AI Prompt Writer Name',
};

export const contradictionsOf = (said: ProvenanceRecord | null): Observation[] =>
  (said?.observations ?? []).filter(({ code }) => CONTRADICTIONS.has(code));

/** The declared term, and the contradictions with their params as `<code>/<param>`: a measurement holds numbers and words. */
export const namesOf = (said: ProvenanceRecord | null): Record<string, string> => ({
  declared: said?.digitalSourceType ?? '',
  ...Object.fromEntries(
    contradictionsOf(said).flatMap(({ code, params }) =>
      Object.entries(params).map(([name, value]) => [`${code}/${name}`, String(value)]),
    ),
  ),
});

/** A remark for every requirement that is missed: the declaration first, then what must not leave the house. */
export function provenanceRemarks({ names = {}, terms }: Measurement, params: ProvenanceParams): Finding[] {
  const missed = (term: string): boolean => (terms[term]?.distance ?? 0) > 0;
  const findings: Finding[] = [];
  const tell = (code: string, of: Finding['params'] = {}): void =>
    void findings.push({ code: `provenance.${code}`, params: of });
  const wanted = (params.sourceTypes ?? []).join(' or ');
  if (missed('source-type')) {
    const { declared = '' } = names;
    if (declared === '') tell('source-type-missing', { wanted });
    else if (!params.sourceTypes!.some((term) => term === declared))
      tell('source-type-other', { found: declared, wanted });
    findings.push(...contradictionsIn(names));
  }
  for (const fact of params.strip ?? []) if (missed(`left-${fact}`)) tell(`left-${fact}`);
  if (missed('credit')) tell('credit-lost', { credit: params.credit! });
  if (missed('date')) tell('date-lost');
  for (const field of params.ai ?? [])
    if (missed(`ai-${field}`)) tell('ai-missing', { field: FIELD_NAMES[field] });
  if (findings.length > 0) return findings;
  if (params.sourceTypes || params.ai) tell('declared', { declared: names.declared || 'how it was made' });
  if (params.strip) tell('nothing-private');
  if (params.credit || params.date) tell('kept');
  return findings;
}

/** The contradictions back from the words of a measurement. */
function contradictionsIn(names: Readonly<Record<string, string>>): Finding[] {
  const found = new Map<string, Finding>();
  for (const [key, value] of Object.entries(names)) {
    const [code, name] = key.split('/');
    if (!name) continue;
    const finding = found.get(code!) ?? { code: code!, params: {} };
    finding.params[name] = value;
    found.set(code!, finding);
  }
  return [...found.values()];
}
