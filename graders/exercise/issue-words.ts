import type { z } from 'zod';
import { didYouMean } from './closest.ts';
import { keysAt } from './schema-keys.ts';

/** What is wrong at one place of an author's file, as a sentence; of a key that is not known, what may have been meant. */
export function issueWords(issue: z.core.$ZodIssue, schema: z.core.$ZodType): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const known = keysAt(schema, issue.path);
  return issue.keys
    .map((key) => `Unrecognized key: "${key}"${didYouMean(key, known) || listed(known)}`)
    .join('; ');
}

const listed = (known: readonly string[]): string =>
  known.length > 0 ? `; known here are ${known.join(', ')}` : '; none is known here';

/** What one entry of a list is called. */
const ENTRY: Record<string, string> = { criteria: 'criterion', frames: 'frame', goldens: 'golden' };

/** A place in an author's file: `criterion outline: params.edge`, `submission.size`; entries of a list by their own names. */
export function placeWords(path: readonly PropertyKey[], data: unknown): string {
  const [list, index, ...rest] = path;
  const entry = ENTRY[String(list)];
  const called = entry && nameAt(data, String(list), index);
  if (!called) return path.map(String).join('.');
  return [`${entry} ${called}`, ...(rest.length > 0 ? [rest.map(String).join('.')] : [])].join(': ');
}

function nameAt(data: unknown, list: string, index: PropertyKey | undefined): string | null {
  const entries = (data as Record<string, unknown> | null)?.[list];
  const entry = Array.isArray(entries) && typeof index === 'number' ? entries[index] : null;
  const { id, name } = (entry ?? {}) as { id?: unknown; name?: unknown };
  return typeof id === 'string' ? id : typeof name === 'string' ? name : null;
}
