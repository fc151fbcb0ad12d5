import { z } from 'zod';
import { percent } from './direction.ts';
import type { Context, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Scale = z
  .strictObject({ tolerance: z.number().nonnegative(), limit: z.number().positive() })
  .refine(({ tolerance, limit }) => limit > tolerance, 'limit must lie above tolerance');

const Params = z
  .strictObject({
    /** Degrees off the reference. */
    angle: Scale.optional(),
    /** Share of the reference's frame that was cut away. */
    kept: Scale.optional(),
    /** Share of the picture that is flat empty wedges. */
    corners: Scale.optional(),
    /** Share of the picture that the start never showed and that was filled in. */
    invented: Scale.optional(),
  })
  .refine(
    (p) => Object.values(p).some((scale) => scale !== undefined),
    'at least one of angle, kept, corners and invented',
  );
type Params = z.infer<typeof Params>;

/**
 * Geometry by registration: the similarity that lays the learner's picture on the reference. `angle` in degrees,
 * `kept` the share of the reference's frame that is gone, `corners` the share of the picture that is flat and lies
 * beyond what the start showed, `invented` the share there that was filled in. Absolute scales, for exercises whose frame is free.
 */
export const geometry: Kind<Params> = {
  kind: 'geometry',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'geometry.level': ['amount'],
    'geometry.tilted': ['amount', 'turn'],
    'geometry.overcropped': ['amount'],
    'geometry.frame-kept': ['amount'],
    'geometry.corners': ['amount'],
    'geometry.corners-clean': [],
    'geometry.invented': ['amount'],
  },
};

function measure(context: Context, params: Params): Measurement {
  const { registration: r, width, height, beyondStart } = context;
  // The frame's content stands rotated by `angle` in the learner's file.
  const angle = r.angle;
  const area = (r.sourceWidth * r.sourceHeight) / (r.scale * r.scale * width * height);
  const lost = Math.max(0, 1 - area);
  const terms: Record<string, Term> = {};
  if (params.angle) terms.angle = { distance: Math.abs(angle), ...params.angle };
  if (params.kept) terms.kept = { distance: lost, ...params.kept };
  if (params.corners) terms.corners = { distance: beyondStart.empty, ...params.corners };
  if (params.invented) terms.invented = { distance: beyondStart.invented, ...params.invented };
  const [first] = Object.keys(terms);
  const shown = params.angle ? Math.abs(angle) : params.kept ? percent(1 - lost) : percent(beyondStart.empty);
  return {
    terms,
    value: Math.round(shown * 10) / 10,
    unit: params.angle ? '°' : '%',
    target: params.angle || !params.kept ? 0 : 100,
    display: { term: first!, factor: params.angle ? 1 : 100 },
    facts: { angle, lost, empty: beyondStart.empty, invented: beyondStart.invented },
    places: [],
    evidence: [],
  };
}

function explain({ facts, terms }: Measurement, verdict: Verdict): Finding[] {
  const [angle, lost, empty, invented] = [facts.angle!, facts.lost!, facts.empty!, facts.invented!];
  const ok = (term: string): boolean => (verdict.terms[term] ?? 100) >= 90;
  const findings: Finding[] = [];
  const degrees = Math.round(Math.abs(angle) * 10) / 10;
  // What must still be turned is the opposite of how it stands.
  if (terms.angle && !ok('angle'))
    findings.push({
      code: 'geometry.tilted',
      params: { amount: degrees, turn: angle > 0 ? 'anticlockwise' : 'clockwise' },
    });
  if (terms.corners && !ok('corners'))
    findings.push({ code: 'geometry.corners', params: { amount: percent(empty) } });
  if (terms.kept && !ok('kept'))
    findings.push({ code: 'geometry.overcropped', params: { amount: percent(lost) } });
  if (terms.angle && ok('angle')) findings.push({ code: 'geometry.level', params: { amount: degrees } });
  if (terms.kept && ok('kept'))
    findings.push({ code: 'geometry.frame-kept', params: { amount: percent(1 - lost) } });
  if (terms.corners && ok('corners')) findings.push({ code: 'geometry.corners-clean', params: {} });
  if ((terms.invented || terms.corners) && invented > 0.002)
    findings.push({ code: 'geometry.invented', params: { amount: percent(invented) } });
  return findings;
}
