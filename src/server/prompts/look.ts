import { z } from 'zod';
import type { Look, LookMark } from '#core/view/look.ts';
import { weightsOf } from '#core/view/proof.ts';
import { capital } from '#core/view/words.ts';
import type { PromptReport } from '../../../graders/report/schema.ts';
import type { FoundText } from '../../../graders/sets/measure-frames.ts';

/** What a look may know of the criterion that searches for what the brief asks: names, never the wordings that count. */
const Asked = z.object({
  facets: z.array(z.object({ id: z.string(), facet: z.string(), title: z.string() })),
});

/** How a facet is found when it is there: as asked, or with something to be said against how. */
const SEEN = new Set(['found', 'late', 'crowded', 'weighed']);

/** What may be told of a text before it is handed in: where something was recognised, by name what was not, what is wrong. */
export function lookOf({ text, tokens, spans }: PromptReport, found: readonly FoundText[]): Look {
  const asked = found.flatMap(({ criterion, measurement }) =>
    criterion.spec.kind === 'prompt'
      ? Asked.parse(criterion.spec.params).facets.map((facet) => ({
          ...facet,
          seen: SEEN.has(measurement.names?.[`${facet.id}.state`] ?? ''),
          spans: measurement.spans.filter(({ params }) => params.what === facet.title),
        }))
      : [],
  );
  const problems = spans.filter(({ kind }) => kind === 'problem');
  return {
    text,
    tokens,
    facets: asked.map(({ id, facet, title, seen }) => ({
      id,
      name: capital(facet),
      title: seen ? title : null,
      seen,
    })),
    marks: [
      ...asked.flatMap(({ seen, spans: own }, i) => (seen ? own.map(marked('facet', i + 1)) : [])),
      ...problems.map((one, i) => marked('problem', i + 1)(one)),
    ],
    problems: problems.map(({ from, to, severity = 'actionable', text: said }) => ({
      from,
      to,
      severity,
      text: said,
    })),
    weights: weightsOf(text, spans),
  };
}

const marked =
  (kind: LookMark['kind'], n: number) =>
  ({ from, to }: { from: number; to: number }): LookMark => ({ kind, from, to, n });
