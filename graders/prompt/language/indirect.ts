import { matches, wordingOf, type Reach } from '../facets/wording.ts';
import type { Word } from '../facets/words.ts';

/** What speaks of the text or of its writer: "the prompt should mention", "I would choose". */
const ABOUT_ITSELF = [
  'prompt|description|text should|must|would|mention|contain|ask|describe|say',
  'should|must mention|ask|speak|describe|contain|include',
  'i would|will|could|might',
  'full marks',
].map(wordingOf);
const NEXT: Reach = { between: 1, within: 'clause' };

const CONDITIONS = new Set(['if', 'unless', 'whether']);
/** "as if taken with a long lens" compares, "even if" concedes. */
const NO_CONDITION = new Set(['as', 'even']);

/** Which words say nothing of the picture: those of a question, of a condition, of a sentence about the text itself. */
export function indirectIn(words: readonly Word[], source: string): boolean[] {
  const asked = questionsIn(words, source);
  const about = new Set(
    ABOUT_ITSELF.flatMap((wording) => matches(wording, words, NEXT)).map(
      ({ first }) => words[first]!.sentence,
    ),
  );
  const conditions = new Set(
    words
      .filter(({ folded }, i) => CONDITIONS.has(folded) && !NO_CONDITION.has(words[i - 1]?.folded ?? ''))
      .map(({ clause }) => clause),
  );
  return words.map(
    ({ sentence, clause }) => asked.has(sentence) || about.has(sentence) || conditions.has(clause),
  );
}

/** Sentences that a question mark ends; one within quotation marks is a word on a label. */
function questionsIn(words: readonly Word[], source: string): Set<number> {
  const asked = new Set<number>();
  words.forEach(({ sentence, to }, i) => {
    const next = words[i + 1];
    if (next?.sentence === sentence) return;
    if (
      /^[^\p{L}\p{N}.;:\n…]*\?(?!["”’'»])/u.test(
        source.slice(to, Math.min(to + 9, next?.from ?? source.length)),
      )
    )
      asked.add(sentence);
  });
  return asked;
}
