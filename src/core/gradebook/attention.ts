import { isPassed } from './rows.ts';
import type { Cell, Row } from './types.ts';

const DAY = 86_400_000;
/** Graded attempts without a pass after which somebody may need a word. */
export const STUCK_AFTER = 3;
export const SILENT_DAYS = 7;

/** Several graded attempts and no pass, while one more can still count. */
export const isStuck = (cell: Cell): boolean => cell.attempts >= STUCK_AFTER && !isPassed(cell);

/** Days since their newest attempt at anything assigned here, or since they joined; whole, rounded down. */
export const silentDays = ({ lastAt }: Pick<Row, 'lastAt'>, joinedAt: number, now: number): number =>
  Math.max(0, Math.floor((now - Math.max(lastAt ?? 0, joinedAt)) / DAY));

/** Nothing for so long, while something is still owed: whoever has passed everything may be silent. */
export function isSilent(row: Row, joinedAt: number, now: number): boolean {
  const owed = row.cells.some((one) => !isPassed(one) && one.state !== 'not-open');
  return owed && silentDays(row, joinedAt, now) >= SILENT_DAYS;
}
