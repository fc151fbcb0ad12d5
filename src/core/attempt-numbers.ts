interface Numberable {
  id: string;
  receivedAt: number;
  graded: boolean;
}

/** 1, 2, 3 … for one learner's graded attempts at one exercise, in the order they arrived; the others cost no number. */
export function attemptNumbers(attempts: readonly Numberable[]): Map<string, number> {
  const graded = attempts.filter((attempt) => attempt.graded);
  graded.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  return new Map(graded.map(({ id }, index) => [id, index + 1]));
}
