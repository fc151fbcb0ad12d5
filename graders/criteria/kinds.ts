import { didYouMean } from '../exercise/closest.ts';
import { issueWords } from '../exercise/issue-words.ts';
import type { CriterionSpec } from '../exercise/schema.ts';
import { aliasing } from './aliasing.ts';
import { clipping } from './clipping.ts';
import { delivery } from './delivery.ts';
import { depiction } from './depiction.ts';
import { detail } from './detail.ts';
import { generation } from './generation.ts';
import { geometry } from './geometry.ts';
import { histogram } from './histogram.ts';
import { ink } from './ink.ts';
import { key } from './key.ts';
import { matte } from './matte.ts';
import { neutral } from './neutral.ts';
import { palette } from './palette.ts';
import { pixelDiff } from './pixel-diff.ts';
import { placement } from './placement.ts';
import { promptDialect } from './prompt-dialect.ts';
import { promptLanguage } from './prompt-language.ts';
import { prompt } from './prompt.ts';
import { protect } from './protect.ts';
import { provenance } from './provenance.ts';
import { repair } from './repair.ts';
import { seam } from './seam.ts';
import { series } from './series.ts';
import { specks } from './specks.ts';
import { structure } from './structure.ts';
import { swatch } from './swatch.ts';
import { toneColour } from './tone-colour.ts';
import { variants } from './variants.ts';
import type { FilesKind, FilesMeasurement } from '../files/types.ts';
import type { TextContext, TextKind, TextMeasurement } from '../prompt/types.ts';
import type { FrameFinding, SetKind, SetMeasurement } from '../sets/types.ts';
import type { Context, FileView, Finding, Kind, Measurement, Reads, Verdict } from './types.ts';

interface Bound {
  spec: CriterionSpec;
  protects: boolean;
  reads: Reads;
}

/** A kind with the params of one criterion already parsed and bound. */
export interface PictureCriterion extends Bound {
  scope: 'picture';
  measure(context: Context): Measurement;
  /** Null where the kind cannot do without a reference. */
  measureAlone: ((file: FileView) => Measurement) | null;
  explain(measurement: Measurement, verdict: Verdict): Finding[];
}

/** The same of a kind that looks at all frames of a set together. */
export interface SetCriterion extends Bound {
  scope: 'set';
  measure(frames: readonly Context[]): SetMeasurement;
  explain(measurement: SetMeasurement, verdict: Verdict): FrameFinding[];
}

/** The same of a kind that looks at the files themselves, one or several, with or without a reference. */
export interface FilesCriterion extends Bound {
  scope: 'files';
  measure(files: readonly FileView[]): FilesMeasurement;
  explain(measurement: FilesMeasurement, verdict: Verdict): FrameFinding[];
}

/** The same of a kind that reads a text. */
export interface TextCriterion extends Bound {
  scope: 'text';
  measure(text: TextContext): TextMeasurement;
  explain(measurement: TextMeasurement, verdict: Verdict): Finding[];
}

export type Criterion = PictureCriterion | SetCriterion | FilesCriterion | TextCriterion;

interface Registered {
  kind: string;
  scope: Criterion['scope'];
  /** A kind for single pictures that can do without a reference. */
  alone: boolean;
  codes: Readonly<Record<string, readonly string[]>>;
  bind(spec: CriterionSpec): { ok: true; criterion: Criterion } | { ok: false; issues: string[] };
}

/** A kind that looks at one picture laid beside start and reference. */
export const register = <P>(kind: Kind<P>): Registered =>
  registered(kind, 'picture', (bound, params) => ({
    ...bound,
    scope: 'picture',
    measure: (context) => kind.measure(context, params),
    measureAlone: kind.measureAlone ? (file) => kind.measureAlone!(file, params) : null,
    explain: (measurement, verdict) => kind.explain(measurement, verdict, params),
  }));

const registerSet = <P>(kind: SetKind<P>): Registered =>
  registered(kind, 'set', (bound, params) => ({
    ...bound,
    scope: 'set',
    measure: (frames) => kind.measure(frames, params),
    explain: (measurement, verdict) => kind.explain(measurement, verdict, params),
  }));

/** A kind that looks at the files themselves. */
const registerFiles = <P>(kind: FilesKind<P>): Registered =>
  registered(kind, 'files', (bound, params) => ({
    ...bound,
    scope: 'files',
    measure: (files) => kind.measure(files, params),
    explain: (measurement, verdict) => kind.explain(measurement, verdict, params),
  }));

/** A kind that reads a text. */
export const registerText = <P>(kind: TextKind<P>): Registered =>
  registered(kind, 'text', (bound, params) => ({
    ...bound,
    scope: 'text',
    measure: (text) => kind.measure(text, params),
    explain: (measurement, verdict) => kind.explain(measurement, verdict, params),
  }));

function registered<P>(
  kind: Omit<Kind<P>, 'measure' | 'explain'>,
  scope: Criterion['scope'],
  criterionOf: (bound: Bound, params: P) => Criterion,
): Registered {
  return {
    kind: kind.kind,
    scope,
    alone: 'measureAlone' in kind,
    codes: kind.codes,
    bind(spec) {
      const parsed = kind.params.safeParse(spec.params);
      const issues = parsed.success
        ? []
        : parsed.error.issues.map(
            (issue) =>
              `params${issue.path.map((p) => `.${String(p)}`).join('')}: ${issueWords(issue, kind.params)}`,
          );
      if (kind.region === 'required' && !spec.region) issues.push('region: this kind needs one');
      if (kind.region === 'none' && spec.region) issues.push('region: this kind looks at the whole frame');
      if (kind.protects && spec.weight) issues.push('weight: a protection multiplies the total and has none');
      if (!kind.protects && !spec.weight) issues.push('weight: missing');
      if (!parsed.success || issues.length > 0) return { ok: false, issues };
      const { protects, reads = {} } = kind;
      return { ok: true, criterion: criterionOf({ spec, protects, reads }, parsed.data) };
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
    register(aliasing),
    register(seam),
    register(swatch),
    register(ink),
    register(palette),
    register(placement),
    register(depiction),
    register(detail),
    register(repair),
    register(specks),
    register(protect),
    register(geometry),
    register(matte),
    register(delivery),
    register(key),
    register(provenance),
    registerSet(series),
    registerText(prompt),
    registerText(promptLanguage),
    registerText(promptDialect),
    registerFiles(generation),
    registerFiles(variants),
  ].map((kind) => [kind.kind, kind]),
);

/** Parses one criterion of an exercise: its kind must exist and its params must fit. Issues are for the author. */
export function bindCriterion(spec: CriterionSpec): ReturnType<Registered['bind']> {
  const kind = KINDS.get(spec.kind);
  if (!kind) {
    const known = [...KINDS.keys()];
    const issue = `kind: expected one of ${known.join(', ')} but received ${spec.kind}`;
    return { ok: false, issues: [`${issue}${didYouMean(spec.kind, known)}`] };
  }
  return kind.bind(spec);
}
