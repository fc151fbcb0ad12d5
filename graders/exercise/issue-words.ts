import { z } from 'zod';
import { closest, didYouMean } from './closest.ts';
import { keysAt } from './schema-keys.ts';
import { foundWords, isNothing, kindOf, valueWords } from './value-words.ts';

type Issue = z.core.$ZodIssue;

/** Everything that is wrong in an author's file, each a sentence with its place; a misspelt key is read as it was meant. */
export function problemsIn(schema: z.core.$ZodType, data: unknown, issues: readonly Issue[]): string[] {
  const mended: unknown = structuredClone(data);
  const misspelt = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const known = keysAt(schema, issue.path);
    return issue.keys
      .filter((key) => respell(key, known, valueAt(mended, issue.path)))
      .map((key) => sentence(placeWords(issue.path, data), keyWords([key], known)));
  });
  const left =
    misspelt.length === 0 ? issues : (z.safeParse(schema, mended, { reportInput: true }).error?.issues ?? []);
  return [
    ...misspelt,
    ...left.map((issue) => sentence(placeWords(placeOf(issue), mended), issueWords(issue, schema))),
  ];
}

function sentence(place: string, words: string): string {
  if (place === '') return words;
  return /^(missing|empty);/.test(words) ? `${place} is ${words}` : `${place}: ${words}`;
}

/** Gives a misspelt key of an object the name that was meant, unless that stands there too. */
function respell(key: string, known: readonly string[], inside: unknown): boolean {
  const name = closest(key, known);
  const object = (inside ?? {}) as Record<string, unknown>;
  if (name === null || name in object || !(key in object)) return false;
  object[name] = object[key];
  return delete object[key];
}

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], data);

/** Where to look; of alternatives of which one alone was meant, where that one is wrong. */
const placeOf = (issue: Issue): PropertyKey[] => [...issue.path, ...(meant(issue)?.path ?? [])];

/** What is wrong at one place of an author's file; of a word that is not known, what may have been meant. */
export function issueWords(issue: Issue, schema: z.core.$ZodType): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return keyWords(issue.keys, keysAt(schema, issue.path));
    case 'invalid_type':
      return wanted(issue, kindOf(issue.expected));
    case 'invalid_value':
      return choice(issue, issue.values.map(String), issue.input);
    case 'invalid_key':
      return issue.issues.map(({ message }) => `a name here is ${message}`).join('; ');
    case 'invalid_union':
      return unionWords(issue, schema);
    case 'invalid_format':
      return issue.format === 'uuid' ? wanted(issue, 'a UUID') : issue.message;
    case 'too_small':
    case 'too_big':
      return amountWords(issue);
    default:
      return issue.message;
  }
}

const keyWords = (keys: readonly string[], known: readonly string[]): string =>
  keys.map((key) => `Unrecognized key: "${key}"${didYouMean(key, known) || listed(known)}`).join('; ');

const listed = (known: readonly string[]): string =>
  known.length > 0 ? `; known here are ${known.join(', ')}` : '; none is known here';

/** Something else belongs there. */
function wanted(issue: Issue, what: string): string {
  const received = /received (\w+)$/.exec(issue.message)?.[1];
  const found = 'input' in issue ? foundWords(issue.input) : received && kindOf(received);
  const gone =
    'input' in issue ? isNothing(issue.input) : received && { undefined: 'missing', null: 'empty' }[received];
  if (gone) return `${gone}; ${what} belongs there`;
  return `expected ${what}${found ? ` but found ${found}` : ''}`;
}

/** One of some values belongs there. */
function choice(issue: Issue, known: readonly string[], input: unknown): string {
  const what = known.length === 1 ? known[0]! : `one of ${known.join(', ')}`;
  if (!('input' in issue)) return `expected ${what}`;
  const gone = isNothing(input);
  if (gone !== null) return `${gone}; ${what} belongs there`;
  const asked = typeof input === 'string' ? didYouMean(input, known) : '';
  return `expected ${what} but found ${valueWords(input)}${asked}`;
}

type Union = Extract<Issue, { code: 'invalid_union' }>;

function unionWords(issue: Union, schema: z.core.$ZodType): string {
  const { discriminator, options } = issue as Partial<Record<'discriminator', string>> & {
    options?: unknown[];
  };
  if (discriminator !== undefined && options) {
    const whole = issue.input as Record<string, unknown> | undefined;
    return choice(issue, options.map(String), whole?.[discriminator]);
  }
  const inner = meant(issue);
  if (inner) return issueWords(inner, schema);
  const kinds = issue.errors.flatMap((errors) => errors.slice(0, 1)).map(expectedOf);
  return wanted(issue, [...new Set(kinds)].join(' or '));
}

const expectedOf = (issue: Issue): string =>
  issue.code === 'invalid_type'
    ? kindOf(issue.expected)
    : issue.code === 'invalid_value'
      ? issue.values.map(String).join(' or ')
      : issue.message;

/** Of alternatives, what is wrong with the only one whose type fits what is there. */
function meant(issue: Issue): Issue | null {
  if (issue.code !== 'invalid_union') return null;
  const fitting = issue.errors.filter(
    ([first]) => first && (first.path.length > 0 || !['invalid_type', 'invalid_value'].includes(first.code)),
  );
  return fitting.length === 1 ? fitting[0]![0]! : null;
}

/** Too few or too many entries or signs, or a number out of its range. */
function amountWords(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const few = issue.code === 'too_small';
  const bound = Number(few ? issue.minimum : issue.maximum);
  const range = few
    ? issue.inclusive
      ? 'at least'
      : 'more than'
    : issue.inclusive
      ? 'at most'
      : 'less than';
  const unit = { array: ['entry', 'entries'], string: ['character', 'characters'] }[issue.origin as string];
  if (!unit)
    return `expected ${range} ${bound}${'input' in issue ? ` but found ${String(issue.input)}` : ''}`;
  const length = 'input' in issue ? (issue.input as ArrayLike<unknown>).length : null;
  const counted = (count: number): string => `${count} ${unit[count === 1 ? 0 : 1]}`;
  if (length === 0)
    return `empty; ${range} ${issue.origin === 'array' ? bound : counted(bound)} belong${bound === 1 ? 's' : ''} there`;
  return `expected ${range} ${counted(bound)}${length === null ? '' : ` but found ${length}`}`;
}

/** What one entry of a list is called. */
const ENTRY: Record<string, string> = { criteria: 'criterion', frames: 'frame', goldens: 'golden' };

/** A place in an author's file: `criterion outline: params.edge`, `submission.size`; entries of a list by their own names. */
function placeWords(path: readonly PropertyKey[], data: unknown): string {
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
