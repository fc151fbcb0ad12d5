import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { Severity, type Feedback, type Params } from './schema.ts';
import type { Words } from '../types.ts';
import { say } from './say.ts';

export { say };

const Remark = z.strictObject({ severity: Severity.default('informative'), text: z.string() });
const Refusal = z.strictObject({ title: z.string(), text: z.string(), hint: z.string() });
const File = z.record(z.string(), z.union([Remark, Refusal]));

const FOLDER = fileURLToPath(new URL('../../content/feedback/', import.meta.url));

/** What is wrong with words, a sentence a line: an author's mistake, not a bug. */
export class WordsError extends Error {}

/**
 * Reads every YAML file of a folder into one dictionary. A problem's three sentences become `<code>.title`,
 * `<code>.text` and `<code>.hint`. Throws a `WordsError` on a file that is not of that shape or on a code given twice.
 */
export async function readWords(folder = FOLDER): Promise<Words> {
  const words: Words = {};
  const add = (code: string, word: Words[string]): void => {
    if (code in words) throw new WordsError(`content/feedback: there are two texts for ${code}`);
    words[code] = word;
  };
  for (const name of (await readdir(folder)).filter((n) => n.endsWith('.yaml')).sort()) {
    const entries = entriesOf(name, await readFile(`${folder}/${name}`, 'utf8'));
    for (const [code, entry] of Object.entries(entries)) {
      if ('severity' in entry) add(code, entry);
      else
        for (const [part, text] of Object.entries(entry))
          add(`${code}.${part}`, { severity: 'informative', text });
    }
  }
  return words;
}

function entriesOf(name: string, text: string): z.infer<typeof File> {
  let written: unknown;
  try {
    written = parse(text);
  } catch (error) {
    throw new WordsError(`content/feedback/${name}: ${(error as Error).message.split('\n')[0]}`);
  }
  const read = File.safeParse(written);
  if (read.success) return read.data;
  const codes = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))];
  throw new WordsError(
    codes
      .map(
        (code) =>
          `content/feedback/${name}: ${code || 'the file'} needs a text, and a severity that is one of ${Severity.options.join(', ')}`,
      )
      .join('\n'),
  );
}

export function feedbackOf(words: Words, { code, params }: { code: string; params: Params }): Feedback {
  const text = say(words, code, params);
  return { code, severity: words[code]!.severity, params, text };
}
