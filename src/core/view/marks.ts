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
}

/** Rings on show before a criterion is chosen: more than that and the picture is covered. */
const AT_ONCE = 7;

/** Numbers the places of all criteria, in the order in which the page takes the criteria up. */
export function marksOf(criteria: readonly CriterionReport[]): Mark[] {
  const marked = criteria.filter(({ places }) => places.length > 0);
  const unmet = marked.filter(({ pass }) => !pass);
  const speaking = new Set(unmet.length > 0 ? unmet : marked);
  const each = Math.ceil(AT_ONCE / Math.max(1, speaking.size));
  let shown = 0;
  return orderedCriteria(criteria)
    .flatMap((criterion) =>
      criterion.places
        .toSorted((a, b) => a.n - b.n)
        .map((place, i) => ({ criterion, place, early: speaking.has(criterion) && i < each })),
    )
    .map(({ criterion, place, early }, i) => {
      const first = early && shown < AT_ONCE;
      if (first) shown += 1;
      return { number: i + 1, criterion: criterion.id, first, ...ringBox(place), text: place.text };
    });
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
