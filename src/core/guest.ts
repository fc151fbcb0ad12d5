/**
 * Whether a guest may hand in at an exercise: one is open to them. `verdicts` are those of their attempts by exercise
 * id, null while unknown; a file that could not be graded has cost nothing, so it does not count.
 */
export function guestMayTry(
  exerciseId: string,
  verdicts: ReadonlyMap<string, readonly { outcome: string | null }[]>,
): boolean {
  return [...verdicts].every(
    ([tried, all]) => tried === exerciseId || all.every(({ outcome }) => outcome === 'ungradable'),
  );
}
