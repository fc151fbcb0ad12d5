import type { PromptReport } from '../report/schema.ts';
import { say } from '../report/words.ts';
import type { FoundText } from '../sets/measure-frames.ts';
import type { Words } from '../types.ts';
import type { ParsedPrompt } from './dialects/types.ts';
import type { TextFile } from './read-text.ts';
import { promptTokens } from './tokens.ts';

/** The text as it was read, with every place that a criterion found something at. */
export function promptReport(
  { text, characters }: Pick<TextFile, 'text' | 'characters'>,
  parsed: ParsedPrompt,
  found: readonly FoundText[],
  words: Words,
): PromptReport {
  const spans = found.flatMap(({ criterion, measurement }) =>
    measurement.spans.map(({ from, to, kind, code, params, weight }) => ({
      from,
      to,
      kind,
      criterion: criterion.spec.id,
      code,
      ...(kind === 'problem' ? { severity: words[code]!.severity } : {}),
      ...(weight === undefined ? {} : { weight }),
      text: say(words, code, params),
    })),
  );
  spans.sort((p, q) => p.from - q.from || q.to - p.to);
  const nested = nest(spans);
  return { text, dialect: parsed.dialect, characters, tokens: promptTokens(parsed).tokens, spans: nested };
}

/** Places that begin inside another and end beyond it are cut where that one ends: marks lie in each other or apart. */
function nest(spans: PromptReport['spans']): PromptReport['spans'] {
  const open: PromptReport['spans'] = [];
  return spans.map((span) => {
    while (open.length > 0 && open.at(-1)!.to <= span.from) open.pop();
    const around = open.at(-1);
    const cut = around && span.to > around.to ? { ...span, to: around.to } : span;
    open.push(cut);
    return cut;
  });
}
