import * as refusals from '#core/assignment-refusals.ts';
import type { Assignment } from '#core/cohorts.ts';
import { Refused } from '#core/refusal.ts';
import { shownLine } from '#core/shown-line.ts';
import type { LatePolicy } from '#core/terms.ts';
import type { AssignmentForm, OverrideForm } from '#core/view/assignment-form.ts';
import type { Catalogue } from '../app.ts';
import { readTimes, refuseDisorder } from './times.ts';

type Draft = Omit<Assignment, 'id' | 'cohortId' | 'createdAt' | 'version'>;

/**
 * An assignment out of its form. Throws `Refused` over the first thing that cannot be so. `before`: as it is stored; while
 * the same is chosen its exercises stay as they were assigned.
 */
export function readAssignment(
  form: AssignmentForm,
  zone: string,
  catalogue: Catalogue,
  before: Assignment | null,
): Draft {
  const title = shownLine(form.title);
  if (title.length < 1 || title.length > 80) throw new Refused(refusals.titleMissing());
  const source = { tracks: [...new Set(form.tracks)], exercises: [...new Set(form.exercises)] };
  const times = readTimes(form, zone);
  refuseDisorder(times);
  return {
    title,
    source,
    exerciseIds:
      before && !form.refresh && sameWork(before.source, source)
        ? before.exerciseIds
        : exercisesOf(source, catalogue),
    required: form.required,
    needsReview: form.needsReview,
    ...times,
    late: readLate(form) ?? [],
    attempts: form.attempts === '' ? null : readAttempts(form.attempts),
  };
}

const sameWork = (a: Assignment['source'], b: Assignment['source']): boolean =>
  (['tracks', 'exercises'] as const).every((kind) => a[kind].toSorted().join() === b[kind].toSorted().join());

/** The exercises of whole tracks and single ones, each once, in the order of the catalogue. */
export function exercisesOf(source: Assignment['source'], catalogue: Catalogue): string[] {
  const all = catalogue.all();
  if (source.tracks.length + source.exercises.length === 0) throw new Refused(refusals.nothingChosen());
  const known =
    source.tracks.every((track) => all.some((exercise) => exercise.track === track)) &&
    source.exercises.every((id) => catalogue.byId(id) !== null);
  if (!known) throw new Refused(refusals.workGone());
  return all
    .filter(({ track, spec }) => source.tracks.includes(track) || source.exercises.includes(spec.id))
    .map(({ spec }) => spec.id);
}

function readAttempts(given: string): number {
  if (!/^\d{1,3}$/.test(given) || Number(given) < 1 || Number(given) > 100)
    throw new Refused(refusals.attemptsInvalid(given));
  return Number(given);
}

/** Undefined: inherited. */
function readLate({ late, steps }: Pick<AssignmentForm, 'late' | 'steps'>): LatePolicy | undefined {
  if (late === 'inherit') return undefined;
  if (late === 'none') return [];
  if (late === 'full') return [{ withinHours: null, credit: 1 }];
  const read = steps.flatMap(({ hours, percent }, i) => {
    const wrong = (why: string) => new Refused(refusals.lateInvalid(i + 1, why));
    if (hours === '' && percent === '') return [];
    if (percent === '') throw wrong('the credit is missing.');
    if (!/^\d{1,3}$/.test(percent) || Number(percent) > 100)
      throw wrong(`“${percent.slice(0, 10)}” is no whole number of per cent from 0 to 100.`);
    if (hours !== '' && (!/^\d{1,5}(\.\d{1,2})?$/.test(hours) || Number(hours) <= 0))
      throw wrong(`“${hours.slice(0, 10)}” is no number of hours above 0.`);
    return [{ withinHours: hours === '' ? null : Number(hours), credit: Number(percent) / 100 }];
  });
  if (read.length === 0) throw new Refused(refusals.lateInvalid(1, 'there is none.'));
  read.forEach((step, i) => {
    const before = read[i - 1];
    if (!before) return;
    const wrong = (why: string) => new Refused(refusals.lateInvalid(i + 1, why));
    if (before.withinHours === null || (step.withinHours ?? Infinity) <= before.withinHours)
      throw wrong('it has to reach further than the step before.');
    if (step.credit > before.credit) throw wrong('it may not give more credit than the step before.');
  });
  return read;
}

/** The fields an override sets; a field that is left empty is not in it. */
export function readOverride(form: OverrideForm, zone: string) {
  const { walls, opensAt, dueAt, closesAt } = readTimes(form, zone);
  refuseDisorder({ opensAt, dueAt, closesAt });
  const late = readLate(form);
  const fields = {
    ...(opensAt === null ? {} : { opensAt }),
    ...(dueAt === null ? {} : { dueAt }),
    ...(closesAt === null ? {} : { closesAt }),
    ...(form.attempts === ''
      ? {}
      : { attempts: form.attempts === 'any' ? null : readAttempts(form.attempts) }),
    ...(late === undefined ? {} : { late }),
  };
  if (Object.keys(fields).length === 0) throw new Refused(refusals.nothingSet());
  return { walls, ...fields };
}
