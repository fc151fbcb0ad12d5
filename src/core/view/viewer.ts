import type { CriterionReport } from '../../../graders/report/schema.ts';
import type { Comment } from '../review/types.ts';
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

export interface Pin {
  number: number;
  x: number;
  y: number;
  text: string;
}

export interface ViewerContent {
  layers: Layer[];
  overlays: Overlay[];
  marks: Mark[];
  /** What people pinned to it: numbered on their own, square where the grader's marks are round. */
  pins: Pin[];
  /** Criteria that have marks or maps, as the chips below the picture. */
  chips: { id: string; title: string; score: number; pass: boolean }[];
}

const MAP_WORD: Record<string, string> = {
  lightness: 'lightness',
  warmth: 'warm and cool',
  tint: 'green and magenta',
  change: 'change',
  composition: 'composition',
  detail: 'soft and crunchy',
  matte: 'alpha',
  frame: 'frame',
};
const MAP = new RegExp(`-(${Object.keys(MAP_WORD).join('|')})-map\\.png$`);

export const evidenceAddress = (attempt: string, name: string): string =>
  `/api/attempts/${attempt}/evidence/${encodeURIComponent(name)}`;

/** Evidence that is laid over the picture; the rest is shown beside its criterion. */
export const isMap = (name: string): boolean => MAP.test(name);

/** What evidence beside a criterion is called. */
export const evidenceWord = (name: string): string =>
  name.endsWith('-strip.jpg') ? 'The frames side by side' : 'Close-ups';

/** What a viewer needs to know of an attempt. */
export type Viewed = Pick<Attempt, 'report' | 'evidence'> & {
  /** Address of an evidence picture. */
  address: (name: string) => string;
};

const viewed = (attempt: Attempt): Viewed => ({
  ...attempt,
  address: (name) => evidenceAddress(attempt.id, name),
});

/** What lies on the picture, or on one frame of a set. */
export function viewerContent(
  of: Attempt | Viewed,
  layers: Layer[],
  frame?: string,
  comments: readonly Comment[] = [],
): ViewerContent {
  const attempt = 'address' in of ? of : viewed(of);
  const criteria = orderedCriteria(attempt.report?.criteria ?? []);
  const titles = new Map(criteria.map(({ id, title }) => [id, title]));
  const overlays = toldApart(
    withOneFrame(criteria.flatMap((criterion) => overlaysOf(attempt, criterion, frame))),
    titles,
  );
  const marks = marksOf(criteria).filter((mark) => mark.frame === frame);
  const spoken = new Set([...overlays, ...marks].map(({ criterion }) => criterion));
  const chips = criteria
    .filter(({ id }) => spoken.has(id))
    .map(({ id, title, score, pass, frames }) => {
      const own = frames?.find((one) => one.frame === frame);
      return { id, title, score: own?.score ?? score, pass: own?.pass ?? pass };
    });
  const pins = comments.flatMap(({ number, place, body, frame: on }) =>
    place && (on ?? undefined) === frame ? [{ number, ...place, text: body }] : [],
  );
  return { layers, overlays, marks, pins, chips };
}

/** The wanted frame is the same whichever criterion asks for it: shown once, with the first. */
function withOneFrame(overlays: readonly Overlay[]): Overlay[] {
  const first = overlays.find(({ label }) => label === MAP_WORD.frame);
  return overlays.filter((overlay) => overlay.label !== MAP_WORD.frame || overlay === first);
}

/** Two maps of one sort carry the names of their criteria. */
const toldApart = (overlays: readonly Overlay[], titles: ReadonlyMap<string, string>): Overlay[] =>
  overlays.map((overlay) =>
    overlays.some(({ label, criterion }) => label === overlay.label && criterion !== overlay.criterion)
      ? { ...overlay, label: `${overlay.label}, ${titles.get(overlay.criterion) ?? overlay.criterion}` }
      : overlay,
  );

function overlaysOf(attempt: Viewed, criterion: CriterionReport, frame?: string): Overlay[] {
  const own = frame === undefined ? criterion : criterion.frames?.find((one) => one.frame === frame);
  return (own?.evidence ?? []).filter(isMap).map((name) => ({
    criterion: criterion.id,
    label: MAP_WORD[MAP.exec(name)?.[1] ?? ''] ?? 'map',
    src: attempt.address(name),
    alt: attempt.evidence.find((one) => one.name === name)?.alt ?? criterion.evidenceText ?? '',
  }));
}
