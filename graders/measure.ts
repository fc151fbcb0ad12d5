import type { Registration } from './align/types.ts';
import type { Measurement } from './criteria/types.ts';
import { asLaid } from './exercise/kind.ts';
import type { CriterionSpec } from './exercise/schema.ts';
import type { Fault } from './pixels/types.ts';
import type { FileFacts } from './report/schema.ts';
import { layOut } from './sets/lay-out.ts';
import { measureFrames } from './sets/measure-frames.ts';
import type { Exercise, FeatureCache, Submission } from './types.ts';

export interface MeasureOptions {
  cache?: FeatureCache;
}

export interface MeasuredCriterion {
  spec: CriterionSpec;
  measurement: Measurement;
}

/** All criteria against one accepted look: a reference, or one of every frame. */
export interface MeasuredAgainst {
  /** Path of the reference inside the exercise folder, and how the file lies on it; in a set those of the first frame. */
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
  const laid = await layOut(submission, asLaid(exercise), options);
  const files = laid.files.map(({ facts }) => facts);
  if (!laid.ok) return { ok: false, fault: laid.fault, files };
  return {
    ok: true,
    files,
    against: laid.against.map((frames) => {
      const { reference, registration, criteria } = frames[0]!;
      return {
        reference: reference.path,
        registration,
        criteria: criteria.map(({ criterion }, i) => {
          const contexts = frames.map((frame) => frame.criteria[i]!.context);
          return { spec: criterion.spec, measurement: measureFrames(criterion, contexts).measurement };
        }),
      };
    }),
  };
}
