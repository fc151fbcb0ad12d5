import type { CriterionReport, Place } from '../../../graders/report/schema.ts';
import { orderedCriteria } from './remarks.ts';

/** A ring on the picture and the sentence it belongs to. Numbers run through the whole page. */
export interface Mark {
  number: number;
  criterion: string;
  /** Shown at once: of what is not met yet, worst first; when all is met, of what could still be better. */
  first: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  /** In a set: name of the frame it lies on. */
  frame?: string;
}

/** Rings on show before a criterion is chosen: with many more the picture is covered. */
const AT_ONCE = 7;

/**
 * Numbers the places of all criteria, in the order in which the page takes the criteria up. Shown at once are those of
 * the first criterion, whose remark may count them, and of further whole ones while there is room: their numbers run from 1 without a gap.
 * Where what is not met has no places, none: rings of what is met would point away from it.
 */
export function marksOf(criteria: readonly CriterionReport[]): Mark[] {
  const marked = orderedCriteria(criteria).filter(({ places }) => places.length > 0);
  const unmet = marked.filter(({ pass }) => !pass);
  const shown = leading(criteria.some(({ pass }) => !pass) ? unmet : marked);
  return marked
    .flatMap((criterion) =>
      criterion.places.toSorted((a, b) => a.n - b.n).map((place) => ({ criterion, place })),
    )
    .map(({ criterion, place }, i) => ({
      number: i + 1,
      criterion: criterion.id,
      first: shown.has(criterion),
      ...ringBox(place),
      text: place.text,
      ...(place.frame === undefined ? {} : { frame: place.frame }),
    }));
}

function leading(criteria: readonly CriterionReport[]): Set<CriterionReport> {
  const shown = new Set<CriterionReport>();
  let rings = 0;
  for (const criterion of criteria) {
    rings += criterion.places.length;
    if (shown.size > 0 && rings > AT_ONCE) break;
    shown.add(criterion);
  }
  return shown;
}

/** Shortest sides of a ring as shares of the picture, about round at 3:2: a ring must hold its spot, never hide it. */
const SMALLEST = { width: 0.045, height: 0.0675 };

/** The ring's box around a place: a little air, a least size, never outside the picture. */
function ringBox(place: Place): { x: number; y: number; width: number; height: number } {
  const width = Math.min(1, Math.max(SMALLEST.width, place.width * 1.3));
  const height = Math.min(1, Math.max(SMALLEST.height, place.height * 1.3));
  return {
    x: within(place.x + place.width / 2 - width / 2, 1 - width),
    y: within(place.y + place.height / 2 - height / 2, 1 - height),
    width,
    height,
  };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}
