import type { FolioPiece } from '#core/view/portfolio.ts';
import { count } from '#core/view/words.ts';
import { content, group, ornament } from '../../print/pdf.ts';
import { LINE, STYLES, type Sheet } from './sheet.ts';

type Verified = NonNullable<FolioPiece['verified']>;

const ROW = 17;

/** Points that the score and its criteria take. */
export const proofHeight = ({ criteria }: Verified): number => 46 + criteria.length * ROW;

/** The score, and below it each criterion with its own. Rows come closer where there is little room. */
export function drawProof(
  sheet: Sheet,
  verified: Verified,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  const { pdf, set, section } = sheet;
  const { score, passMark, criteria } = verified;
  const met = criteria.filter((one) => one.pass).length;
  const number = { role: 'serif', size: 34 } as const;
  const beside = x + set.line(String(score), number).width + 10;
  content(pdf, section, 'P', () => {
    set.drawLine(String(score), number, x, y - 4);
    set.drawLine(`of 100, passes from ${passMark}`, STYLES.fact, beside, y + 9, { fit: x + width - beside });
    const all = count(criteria.length, 'criterion', 'criteria');
    const words = met === criteria.length ? `all ${all} met` : `${met} of ${all} met`;
    set.drawLine(words, STYLES.fact, beside, y + 20, { fit: x + width - beside });
  });
  const top = y + 46;
  const row = Math.min(ROW, (height - 46) / Math.max(criteria.length, 1));
  group(pdf, section, 'L', (list) =>
    criteria.forEach(({ title, score: own, pass }, n) => {
      const at = top + n * row;
      group(pdf, list, 'LI', (item) =>
        content(pdf, item, 'LBody', () => {
          set.drawLine(pass ? title : `${title}, not met`, STYLES.fact, x, at, { fit: width - 26 });
          set.drawLine(String(own), { ...STYLES.fact, role: 'medium' }, x + width, at, { right: true });
        }),
      );
      ornament(pdf, () => {
        const line = at + Math.min(11.5, row - 1.5);
        pdf.rect(x, line, width, 0.9).fill(LINE);
        pdf.rect(x, line, (width * own) / 100, 0.9).fill('#7a7a7a');
      });
    }),
  );
}
