import { halvesOf } from '#core/certificates/title.ts';
import type { Fonts } from '../../print/fonts.ts';
import { ring } from './grease-pencil.ts';
import { lettering } from './lettering.ts';
import { motifOf, sheetOf } from './motifs.ts';

export interface BadgeFacts {
  title: string;
  /** Its own track, or none. */
  track: string | null;
  /** The tracks it rests on. */
  tracks: readonly string[];
  school: string;
}

const SIZE = 600;
const FILM = '#141414';
const EDGE_PRINT = '#b4b4b4';

/** The badge of a certificate as SVG, 600 × 600: a frame of a contact sheet, ringed by the art director. */
export function badgeSvg(fonts: Fonts, facts: BadgeFacts): string {
  const [name, level] = halvesOf(facts.title);
  const { svg, mark } = facts.track ? motifOf(facts.track) : sheetOf(facts.tracks);
  const small = { y: 53, size: 15, fill: EDGE_PRINT, tracking: 0.16 };
  const perforations = [18, 564].flatMap((y) =>
    Array.from(
      { length: 13 },
      (_, i) => `<rect x="${30 + i * 42.5}" y="${y}" width="30" height="18" rx="5" fill="#262626"/>`,
    ),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-label="${escaped(facts.title)}">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="${FILM}"/>`,
    ...perforations,
    lettering(fonts, 'medium', facts.school.toUpperCase(), { ...small, x: 60, y: 59, fit: 300 }),
    lettering(fonts, 'medium', 'OPEN BADGE', { ...small, x: 540, y: 59, anchor: 'end' }),
    `<svg x="60" y="74" width="480" height="320" viewBox="0 0 480 320" overflow="hidden">${svg}</svg>`,
    `<g transform="translate(60 74)">${ring(mark, 9)}</g>`,
    lettering(fonts, 'serif', name, { x: 58, y: 468, size: 72, fill: '#f5f5f5', fit: 484 }),
    level === ''
      ? ''
      : lettering(fonts, 'italic', level, { x: 60, y: 524, size: 40, fill: '#bdbdbd', fit: 480 }),
    '</svg>',
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
