import type { Dialect, ParsedPrompt, SyntaxProblem } from './types.ts';

/** The match of a sticky pattern right at a place and within the end; null otherwise. */
export function sticky(
  pattern: RegExp,
  source: string,
  at: number,
  end = source.length,
): RegExpExecArray | null {
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  return match && at + match[0].length <= end ? match : null;
}

export const problem = (
  code: string,
  severity: SyntaxProblem['severity'],
  from: number,
  to: number,
  params: SyntaxProblem['params'],
): SyntaxProblem => ({ from, to, code, severity, params });

/** A prompt in which nothing is found yet. */
export const nothingIn = (source: string, dialect: Dialect): ParsedPrompt => ({
  dialect,
  source,
  positive: [],
  negative: [],
  parameters: [],
  loras: [],
  parts: [1],
  schedules: [],
  problems: [],
});
