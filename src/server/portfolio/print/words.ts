import type { FolioPiece } from '#core/view/portfolio.ts';
import type { Setter, Style } from '../../print/setter.ts';
import type { Item } from './flow.ts';
import { STYLES } from './sheet.ts';

const INDENT = 14;

const paragraph = (set: Setter, text: string, style: Style, width: number, above: number): Item => ({
  tag: 'P',
  block: set.block(text, style, width),
  above,
});

const heading = (set: Setter, text: string, width: number, above: number): Item => ({
  tag: 'H3',
  block: set.block(text, STYLES.label, width),
  above,
});

/** What was asked for. */
export const briefItems = (set: Setter, { brief }: FolioPiece, width: number): Item[] =>
  brief === null ? [] : [heading(set, 'The brief', width, 10), paragraph(set, brief, STYLES.soft, width, 1)];

/** What its maker says of it. */
export function toldItems(set: Setter, { statement, process }: FolioPiece, width: number): Item[] {
  const said = statement.map((text, n) =>
    paragraph(set, text, n === 0 ? STYLES.statement : STYLES.body, width, n === 0 ? 14 : 6),
  );
  if (process.length === 0) return said;
  const [only] = process;
  const steps =
    process.length === 1 && only !== undefined
      ? [paragraph(set, only, STYLES.body, width, 1)]
      : process.map((text, n): Item => ({
          ...paragraph(set, text, STYLES.body, width - INDENT, n === 0 ? 1 : 2),
          mark: `${n + 1}`,
          indent: INDENT,
        }));
  return [...said, heading(set, 'What I did', width, 10), ...steps];
}

/** Tools, the use of AI, and how it was judged. */
export function factItems(set: Setter, piece: FolioPiece, width: number): Item[] {
  const { tools, disclosure, verified, added } = piece;
  const fact = (name: string, text: string, style: Style = STYLES.fact): Item[] => [
    heading(set, name, width, 6),
    paragraph(set, text, style, width, 0),
  ];
  const judged = verified
    ? [
        ...fact(
          'Graded',
          `${verified.on}, grader ${verified.grader}${verified.byPerson ? ', with a reviewer’s judgement' : ''}`,
        ),
        ...fact(
          verified.digests.length > 1 ? 'SHA-256 of the submitted files' : 'SHA-256 of the submitted file',
          verified.digests.map((digest) => `${digest.slice(0, 32)}\n${digest.slice(32)}`).join('\n'),
          STYLES.digest,
        ),
      ]
    : fact('Not graded', `Own work, shown by its maker’s word. Added on ${added}.`);
  return [...(tools === '' ? [] : fact('Tools', tools)), ...fact('Use of AI', disclosure), ...judged];
}
