import type { CriterionReport } from '../../../graders/report/schema.ts';
import type { Attempt } from '../types.ts';
import { orderedCriteria } from './remarks.ts';
import { marksOf, type Mark } from './marks.ts';

export type LayerName = 'before' | 'yours' | 'reference';

/** A picture of the viewer. Sizes are those of the file on offer, for the box it stands in. */
export interface Layer {
  name: LayerName;
  label: string;
  src: string;
  srcset?: string;
  width: number;
  height: number;
  alt: string;
}

/** A transparent map that lies over the learner's picture. */
export interface Overlay {
  criterion: string;
  label: string;
  src: string;
  alt: string;
}

export interface ViewerContent {
  layers: Layer[];
  overlays: Overlay[];
  marks: Mark[];
  /** Criteria that have marks or maps, as the chips below the picture. */
  chips: { id: string; title: string; score: number; pass: boolean }[];
}

const MAP = /-(?:(lightness|warmth|tint|change)-)map\.png$/;
const MAP_WORD: Record<string, string> = {
  lightness: 'lightness',
  warmth: 'warm and cool',
  tint: 'green and magenta',
  change: 'change',
};

export const evidenceAddress = (attempt: string, name: string): string =>
  `/api/attempts/${attempt}/evidence/${encodeURIComponent(name)}`;

/** Evidence that is laid over the picture; the rest is shown beside its criterion. */
export const isMap = (name: string): boolean => MAP.test(name);

export function viewerContent(attempt: Attempt, layers: Layer[]): ViewerContent {
  const criteria = orderedCriteria(attempt.report?.criteria ?? []);
  const overlays = criteria.flatMap((criterion) => overlaysOf(attempt, criterion));
  const marks = marksOf(criteria);
  const spoken = new Set([...overlays, ...marks].map(({ criterion }) => criterion));
  const chips = criteria
    .filter(({ id }) => spoken.has(id))
    .map(({ id, title, score, pass }) => ({ id, title, score, pass }));
  return { layers, overlays, marks, chips };
}

function overlaysOf(attempt: Attempt, criterion: CriterionReport): Overlay[] {
  return criterion.evidence.filter(isMap).map((name) => ({
    criterion: criterion.id,
    label: MAP_WORD[MAP.exec(name)?.[1] ?? ''] ?? 'map',
    src: evidenceAddress(attempt.id, name),
    alt: attempt.evidence.find((one) => one.name === name)?.alt ?? criterion.evidenceText ?? '',
  }));
}
