import type { CriterionSpec } from '../exercise/schema.ts';
import { clipping } from './clipping.ts';
import { delivery } from './delivery.ts';
import { detail } from './detail.ts';
import { geometry } from './geometry.ts';
import { histogram } from './histogram.ts';
import { neutral } from './neutral.ts';
import { pixelDiff } from './pixel-diff.ts';
import { protect } from './protect.ts';
import { structure } from './structure.ts';
import { toneColour } from './tone-colour.ts';
import type { Context, Finding, Kind, Measurement, Reads, Verdict } from './types.ts';

/** A kind with the params of one criterion already parsed and bound. */
export interface Criterion {
  spec: CriterionSpec;
  protects: boolean;
  reads: Reads;
  measure(context: Context): Measurement;
  explain(measurement: Measurement, verdict: Verdict): Finding[];
}

interface Registered {
  kind: string;
  codes: Readonly<Record<string, readonly string[]>>;
  bind(spec: CriterionSpec): { ok: true; criterion: Criterion } | { ok: false; issues: string[] };
}

function register<P>(kind: Kind<P>): Registered {
  return {
    kind: kind.kind,
    codes: kind.codes,
    bind(spec) {
      const parsed = kind.params.safeParse(spec.params);
      const issues = parsed.success
        ? []
        : parsed.error.issues.map(
            (issue) => `params${issue.path.map((p) => `.${String(p)}`).join('')}: ${issue.message}`,
          );
      if (kind.region === 'required' && !spec.region) issues.push('region: this kind needs one');
      if (kind.region === 'none' && spec.region) issues.push('region: this kind looks at the whole frame');
      if (kind.protects && spec.weight) issues.push('weight: a protection multiplies the total and has none');
      if (!kind.protects && !spec.weight) issues.push('weight: missing');
      if (!parsed.success || issues.length > 0) return { ok: false, issues };
      const params = parsed.data;
      const { protects, reads = {} } = kind;
      return {
        ok: true,
        criterion: {
          spec,
          protects,
          reads,
          measure: (context) => kind.measure(context, params),
          explain: (measurement, verdict) => kind.explain(measurement, verdict, params),
        },
      };
    },
  };
}

/** All kinds of criteria by name. Adding one is a file beside these and a line here. */
export const KINDS: ReadonlyMap<string, Registered> = new Map(
  [
    register(toneColour),
    register(histogram),
    register(clipping),
    register(neutral),
    register(pixelDiff),
    register(structure),
    register(detail),
    register(protect),
    register(geometry),
    register(delivery),
  ].map((kind) => [kind.kind, kind]),
);

/** Parses one criterion of an exercise: its kind must exist and its params must fit. Issues are for the author. */
export function bindCriterion(spec: CriterionSpec): ReturnType<Registered['bind']> {
  const kind = KINDS.get(spec.kind);
  if (!kind)
    return {
      ok: false,
      issues: [`kind: expected one of ${[...KINDS.keys()].join(', ')} but received ${spec.kind}`],
    };
  return kind.bind(spec);
}
