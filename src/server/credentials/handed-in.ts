/** What was handed in, of a set each frame, as it may be shown. */
export const handedIn = <T extends { name: string }>(evidence: readonly T[]): T[] =>
  evidence.filter(({ name }) => /^yours(-\d+)?$/.test(name));
