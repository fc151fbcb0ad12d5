import type { SubmissionRules } from './exercise/schema.ts';
import { inspect } from './pixels/inspect.ts';
import type { Fault } from './pixels/types.ts';
import { readText } from './prompt/read-text.ts';
import type { SubmittedFile } from './types.ts';

/** Why one file cannot be taken, by its header or its text alone; null when it can. Never throws on a bad file. */
export async function inspectFile(file: SubmittedFile, rules: SubmissionRules): Promise<Fault | null> {
  const found = rules.kind === 'text' ? readText(file, rules) : await inspect(file, rules);
  return found.ok ? null : found.fault;
}
