import { halvesOf } from '#core/certificates/title.ts';
import type { Fonts } from '../../print/fonts.ts';
import { badgeSvg, type BadgeFacts } from './badge.ts';
import { lettering } from './lettering.ts';

export const CARD = { width: 1200, height: 630 };

/** What is seen where somebody shares a certificate's page: the badge and what it says. */
export function cardSvg(fonts: Fonts, facts: BadgeFacts & { holder: string | null; issued: string }): string {
  const [name, level] = halvesOf(facts.title);
  const x = 626;
  const fit = 530;
  const ink = '#171717';
  const soft = '#555555';
  const badge = badgeSvg(fonts, facts)
    .replace('<svg ', '<svg x="56" y="60" ')
    .replace(/width="600" height="600"/, 'width="510" height="510"');
  // Half a name would be worse than none.
  const holder =
    facts.holder === null || fonts.runs('italic', facts.holder).missing.length > 0 ? null : facts.holder;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD.width} ${CARD.height}" width="${CARD.width}" height="${CARD.height}">`,
    `<rect width="${CARD.width}" height="${CARD.height}" fill="#f5f5f5"/>`,
    badge,
    lettering(fonts, 'medium', facts.school.toUpperCase(), {
      x,
      y: 92,
      size: 20,
      fill: soft,
      tracking: 0.14,
      fit,
    }),
    lettering(fonts, 'serif', name, { x: x - 3, y: 214, size: 92, fill: ink, fit }),
    level === '' ? '' : lettering(fonts, 'italic', level, { x, y: 282, size: 50, fill: ink, fit }),
    holder === null ? '' : lettering(fonts, 'italic', holder, { x, y: 434, size: 50, fill: ink, fit }),
    `<rect x="${x}" y="478" width="${fit}" height="1.5" fill="#b5b5b5"/>`,
    lettering(fonts, 'sans', `Issued ${facts.issued}`, { x, y: 522, size: 24, fill: soft, fit }),
    lettering(fonts, 'sans', 'Signed, and open to verification', { x, y: 558, size: 24, fill: soft, fit }),
    '</svg>',
  ].join('\n');
}
