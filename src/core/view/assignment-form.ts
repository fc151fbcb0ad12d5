import type { Assignment, StoredOverride } from '../cohorts.ts';
import type { LatePolicy } from '../terms.ts';

/** The fields as they are typed; empty where nothing stands. Times as `YYYY-MM-DDTHH:MM`. */
export interface AssignmentForm {
  title: string;
  tracks: string[];
  exercises: string[];
  required: boolean;
  needsReview: boolean;
  opens: string;
  due: string;
  closes: string;
  late: LateChoice;
  steps: StepForm[];
  attempts: string;
  version: string;
  /** Ticked: chosen tracks are taken in as they stand now. */
  refresh: boolean;
}

export type LateChoice = 'none' | 'full' | 'steps' | 'inherit';

export interface StepForm {
  hours: string;
  percent: string;
}

export interface OverrideForm {
  /** `learner:<id>` or `label:<id>`. */
  for: string;
  opens: string;
  due: string;
  closes: string;
  late: LateChoice;
  steps: StepForm[];
  /** Empty inherits; `any` is without limit. */
  attempts: string;
  reason: string;
  /** The id of the override that this one takes the place of, or empty. */
  replaces: string;
  /** Ticked: it may give less than everyone has. */
  shorten: boolean;
}

export const STEPS = 3;

const emptySteps = (): StepForm[] => Array.from({ length: STEPS }, () => ({ hours: '', percent: '' }));

export const emptyAssignment = (): AssignmentForm => ({
  title: '',
  tracks: [],
  exercises: [],
  required: true,
  needsReview: false,
  opens: '',
  due: '',
  closes: '',
  late: 'none',
  steps: [
    { hours: '24', percent: '80' },
    { hours: '72', percent: '50' },
    { hours: '', percent: '' },
  ],
  attempts: '',
  version: '',
  refresh: false,
});

export const emptyOverride = (): OverrideForm => ({
  for: '',
  opens: '',
  due: '',
  closes: '',
  late: 'inherit',
  steps: emptySteps(),
  attempts: '',
  reason: '',
  replaces: '',
  shorten: false,
});

function lateForm(policy: LatePolicy): { late: LateChoice; steps: StepForm[] } {
  const [first] = policy;
  if (!first) return { late: 'none', steps: emptyAssignment().steps };
  if (first.withinHours === null && first.credit === 1)
    return { late: 'full', steps: emptyAssignment().steps };
  const steps = policy.map(({ withinHours, credit }) => ({
    hours: withinHours === null ? '' : String(withinHours),
    percent: String(Math.round(credit * 100)),
  }));
  return { late: 'steps', steps: [...steps, ...emptySteps()].slice(0, Math.max(STEPS, steps.length)) };
}

/** The form as it would have been filled in for what is stored. */
export const assignmentForm = (assignment: Assignment): AssignmentForm => ({
  title: assignment.title,
  tracks: assignment.source.tracks,
  exercises: assignment.source.exercises,
  required: assignment.required,
  needsReview: assignment.needsReview,
  opens: assignment.walls.opens ?? '',
  due: assignment.walls.due ?? '',
  closes: assignment.walls.closes ?? '',
  ...lateForm(assignment.late),
  attempts: assignment.attempts === null ? '' : String(assignment.attempts),
  version: String(assignment.version),
  refresh: false,
});

export function overrideForm(override: StoredOverride): OverrideForm {
  const { attempts, late, walls } = override;
  return {
    for: 'learnerId' in override.for ? `learner:${override.for.learnerId}` : `label:${override.for.labelId}`,
    opens: walls.opens ?? '',
    due: walls.due ?? '',
    closes: walls.closes ?? '',
    ...(late === undefined ? { late: 'inherit' as const, steps: emptySteps() } : lateForm(late)),
    attempts: attempts === undefined ? '' : attempts === null ? 'any' : String(attempts),
    reason: override.reason,
    replaces: override.id,
    shorten: false,
  };
}

type Sent = Pick<FormData, 'get' | 'getAll' | 'has'>;

const text = (form: Sent, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** `2026-06-01 23:59` and what browsers send with seconds, both as `2026-06-01T23:59`. */
const time = (form: Sent, name: string): string =>
  text(form, name).replace(/^(\d{4}-\d{2}-\d{2})[ T]+(\d{2}:\d{2})(:00(\.0+)?)?$/, '$1T$2');

const choice = (form: Sent): LateChoice =>
  (['none', 'full', 'steps'] as const).find((one) => one === form.get('late')) ?? 'inherit';

const steps = (form: Sent): StepForm[] => {
  const hours = form.getAll('hours').map(String);
  const percents = form.getAll('percent').map(String);
  const rows = hours.map((one, i) => ({ hours: one.trim(), percent: (percents[i] ?? '').trim() }));
  return [...rows, ...emptySteps()].slice(0, Math.max(STEPS, Math.min(rows.length, 12)));
};

export function readAssignmentForm(form: Sent): AssignmentForm {
  const late = choice(form);
  return {
    title: text(form, 'title'),
    tracks: form.getAll('track').map(String),
    exercises: form.getAll('exercise').map(String),
    required: form.get('required') !== 'no',
    needsReview: form.has('needs-review'),
    opens: time(form, 'opens'),
    due: time(form, 'due'),
    closes: time(form, 'closes'),
    late: late === 'inherit' ? 'none' : late,
    steps: steps(form),
    attempts: text(form, 'attempts'),
    version: text(form, 'version'),
    refresh: form.has('refresh'),
  };
}

export const readOverrideForm = (form: Sent): OverrideForm => ({
  for: text(form, 'for'),
  opens: time(form, 'opens'),
  due: time(form, 'due'),
  closes: time(form, 'closes'),
  late: choice(form),
  steps: steps(form),
  attempts: text(form, 'attempts'),
  reason: text(form, 'reason').slice(0, 300),
  replaces: text(form, 'replaces'),
  shorten: form.has('shorten'),
});
