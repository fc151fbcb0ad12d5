import type { Registration } from './align/types.ts';
import type { Measurement } from './criteria/types.ts';
import { examine } from './examine.ts';
import type { CriterionSpec } from './exercise/schema.ts';
import type { Fault } from './pixels/types.ts';
import type { FileFacts } from './report/schema.ts';
import type { Exercise, FeatureCache, Submission } from './types.ts';

export interface MeasureOptions {
  cache?: FeatureCache;
}

export interface MeasuredCriterion {
  spec: CriterionSpec;
  measurement: Measurement;
}

/** All criteria against one accepted reference. */
export interface MeasuredAgainst {
  /** Path of the reference inside the exercise folder. */
  reference: string;
  registration: Registration;
  criteria: MeasuredCriterion[];
}

/** Raw distances of a submission: what a calibration is made of; none is needed. */
export type Measured =
  | { ok: false; fault: Fault; files: FileFacts[] }
  | { ok: true; files: FileFacts[]; against: MeasuredAgainst[] };

export async function measure(
  submission: Submission,
  exercise: Exercise,
  options: MeasureOptions = {},
): Promise<Measured> {
  const examined = await examine(submission, exercise, options);
  const files = examined.files.map(({ facts }) => facts);
  if (!examined.ok) return { ok: false, fault: examined.fault, files };
  return {
    ok: true,
    files,
    against: examined.against.map(({ reference, registration, criteria }) => ({
      reference: reference.path,
      registration,
      criteria: criteria.map(({ criterion, context }) => ({
        spec: criterion.spec,
        measurement: criterion.measure(context),
      })),
    })),
  };
}
