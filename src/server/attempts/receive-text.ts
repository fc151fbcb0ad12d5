import { tidied } from '#core/prompt-text.ts';
import { Refused } from '#core/refusal.ts';
import { bodyTooLarge } from '#core/text-refusals.ts';
import type { Refusal } from '#core/types.ts';
import { unreadable } from '#core/upload-refusals.ts';
import type { TextRules } from '../../../graders/exercise/schema.ts';
import type { Fault } from '../../../graders/pixels/types.ts';
import { readText } from '../../../graders/prompt/read-text.ts';
import { problemOf } from '../../../graders/report/problems.ts';
import type { Words } from '../../../graders/types.ts';
import { wholeBody } from './body.ts';
import type { Meter } from './meter.ts';
import { NotUtf8, textIn } from './text-form.ts';

/** What a learner's text is called as a file. */
const NAME = 'prompt.txt';
/** A code point has at most four bytes, each of which a form may write as three letters. */
const LETTERS_OF_A_CHARACTER = 12;
/** Boundary, part headers and what was typed beyond the limit, which is told with its count. */
const OVERHEAD = 64 * 1024;

const bodyLimit = ({ maxCharacters }: TextRules): number => LETTERS_OF_A_CHARACTER * maxCharacters + OVERHEAD;

/** A text that arrived: as it was typed, but for its line ends, also where it cannot be taken: a form shows it again. */
export interface ArrivedText {
  text: string;
  refusal: Refusal | null;
}

export interface TextReader {
  /** Reads the one text of a request. Never throws over what was sent. */
  arrived(request: Request, rules: TextRules, meter: Meter): Promise<ArrivedText>;
  /** Why such a text is not taken in; null when it may be. */
  refusal(text: string, rules: TextRules): Refusal | null;
}

/** Reads texts as the grader will, and refuses in its words. */
export function textReader(words: Words): TextReader {
  const refused = (fault: Fault): Refusal =>
    unreadable(problemOf(fault, words), fault.code === 'text-too-long' ? 413 : 422);

  const refusal: TextReader['refusal'] = (text, rules) => {
    const read = readText(asFile(text), rules);
    return read.ok ? null : refused(read.fault);
  };

  return {
    refusal,
    async arrived(request, rules, meter) {
      try {
        const most = bodyLimit(rules);
        const body = await wholeBody(request, most, () => bodyTooLarge(most), meter);
        const text = await textIn(request.headers.get('content-type'), body);
        return { text: text.replace(/\r\n?/g, '\n'), refusal: refusal(text, rules) };
      } catch (error) {
        if (error instanceof Refused) return { text: '', refusal: error.refusal };
        if (error instanceof NotUtf8)
          return { text: '', refusal: refused({ code: 'not-utf8', params: { file: NAME } }) };
        throw error;
      }
    },
  };
}

/** A text as the file that is kept of it. */
export const asFile = (text: string): { name: string; bytes: Uint8Array } => ({
  name: NAME,
  bytes: new TextEncoder().encode(tidied(text)),
});
