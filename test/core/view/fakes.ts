import type { CriterionReport, Place, Report } from '../../../graders/report/schema.ts';
import type { Attempt } from '#core/types.ts';
import { countedVerdict } from '#core/verdict.ts';

export const criterion = (given: Partial<CriterionReport> = {}): CriterionReport => ({
  id: 'tone',
  kind: 'tone-colour',
  title: 'Tone and colour',
  value: 4.2,
  unit: 'ΔE00',
  target: 0,
  tolerance: 0.8,
  score: 60,
  weight: 1,
  essential: false,
  pass: false,
  feedback: [],
  places: [],
  evidence: [],
  ...given,
});

export const place = (n: number, given: Partial<Place> = {}): Place => ({
  n,
  x: 0.4,
  y: 0.4,
  width: 0.2,
  height: 0.2,
  value: 5,
  text: `place ${n}`,
  ...given,
});

export const report = (given: Partial<Report> = {}): Report => ({
  schema: 'atelier.report/1',
  outcome: 'not-yet',
  score: 61,
  passMark: 80,
  graderVersion: '1.0.0',
  versions: {},
  exercise: { id: 'x', slug: 'white-balance', digest: 'd' },
  submission: [],
  phases: [],
  criteria: [criterion()],
  notes: [],
  plots: [],
  ...given,
});

export const attempt = (id: string, given: Partial<Attempt> = {}): Attempt => ({
  id,
  learnerId: 'l',
  exerciseId: 'x',
  exerciseSlug: 'white-balance',
  number: 1,
  status: 'graded',
  receivedAt: 0,
  arrivedAt: 0,
  finishedAt: 1,
  files: [],
  report: null,
  verdict: countedVerdict(given.report ?? null, []),
  failure: null,
  evidence: [],
  ...given,
});
