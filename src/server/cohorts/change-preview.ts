import type { Assignment, Member, StoredOverride, Walls } from '#core/cohorts.ts';
import { problemsOf, suggestion, touchedBy, type Move, type MovedOverride } from '#core/moves.ts';
import type { Override } from '#core/terms.ts';
import { instantOf, movedAlong } from '../zones.ts';
import { timesOf } from './times.ts';

const NAMES = ['opens', 'due', 'closes'] as const;

const changedTimes = (before: Assignment, after: Assignment) =>
  NAMES.filter((name) => before.walls[name] !== after.walls[name]);

/** Whom a change of the assignment touches, and what becomes of each override that has times of its own. */
export function changePreview(
  before: Assignment,
  after: Assignment,
  overrides: readonly StoredOverride[],
  members: readonly Member[],
  attempts: readonly { learnerId: string; arrivedAt: number }[],
  zone: string,
): Move {
  const changed = changedTimes(before, after);
  const own = overrides.filter(({ walls }) => changed.some((name) => walls[name] !== null));
  const learners = members
    .filter(({ role }) => role === 'learner')
    .map(({ learner, labels }) => ({ learnerId: learner.id, labelIds: labels.map(({ id }) => id) }));
  return {
    ...touchedBy({ before, after, overrides, members: learners, attempts }),
    following: changed.length === 0 ? [] : overrides.filter((one) => !own.includes(one)),
    overrides: own.map((override): MovedOverride => {
      const moved = alongWith(override, before, after, zone);
      const stay = problemsOf(after, override);
      const along = moved && problemsOf(after, moved);
      return {
        override,
        stay: { walls: override.walls, problems: stay },
        along: moved && along && { walls: moved.walls, problems: along },
        suggested: suggestion(stay, along),
      };
    }),
  };
}

/** The override with its times moved by as much as the assignment's; null where none of them can. */
export function alongWith(
  override: StoredOverride,
  before: Assignment,
  after: Assignment,
  zone: string,
): (Override & { walls: Walls }) | null {
  const walls = { ...override.walls };
  for (const name of changedTimes(before, after)) {
    const [wall, from, to] = [override.walls[name], before.walls[name], after.walls[name]];
    if (wall !== null && from !== null && to !== null)
      walls[name] = existing(movedAlong(wall, from, to), zone);
  }
  if (NAMES.every((name) => walls[name] === override.walls[name])) return null;
  const { walls: _, ...times } = timesOf(walls, zone);
  const set = Object.fromEntries(Object.entries(times).filter(([, at]) => at !== null));
  return { ...override, ...set, walls };
}

/** A time that was moved onto one that never comes takes the next that does. */
function existing(wall: string, zone: string): string {
  const meaning = instantOf(wall, zone);
  return meaning.kind === 'never' ? meaning.after : wall;
}
