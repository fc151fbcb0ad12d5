import type { Readings } from './readings.ts';

/** ΔE00 that passes beside a printed box, and the one that everybody sees. */
const MATCH = 1.5;
const SEEN = 4;
const FLAT = 0.6;
const HARM = 0.02;

/** What an art director would say of it, the graver fault first. `where` is the place measured, `main` where the brand measures. */
export function inWords({ off, shading, harmed }: Readings, where: string, main: boolean): string {
  const faults = [
    ...(harmed > HARM ? [`${Math.round(100 * harmed)} % of what is not the product changed with it.`] : []),
    ...(shading < FLAT
      ? [`The form is gone: only ${Math.round(100 * shading)} % of the light and shade is left.`]
      : []),
  ];
  const apart = `ΔE ${off.toFixed(1)}`;
  if (!main)
    return [
      ...faults,
      `On the ${where} it reads ${apart} from the brand's number, ${off > SEEN && shading >= FLAT ? 'and that is as it should be: light changes a colour, and the brand gave its number for the front' : 'though the light there is another'}.`,
    ].join(' ');
  const verdict =
    off <= MATCH
      ? `On the front it is the brand's colour, ${apart}.`
      : off <= SEEN
        ? `On the front it is close, ${apart}; beside the printed box it still shows.`
        : `On the front it is another colour, ${apart}.`;
  return [...faults, verdict].join(' ');
}
