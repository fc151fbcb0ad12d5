import type { EvidenceRequest } from '../criteria/types.ts';
import type { Examined } from '../examine.ts';
import { say } from '../report/words.ts';
import type { Evidence, Words } from '../types.ts';
import { drawHeatMap } from './heat-map.ts';
import { drawPlaces } from './place-sheet.ts';

/** Every drawing's words, in `content/feedback/evidence.yaml`. */
export const EVIDENCE_CODES: Readonly<Record<string, readonly string[]>> = {
  'evidence.lightness-map': ['title'],
  'evidence.warmth-map': ['title'],
  'evidence.tint-map': ['title'],
  'evidence.change-map': ['title'],
  'evidence.places': ['title', 'count'],
};

/** Draws one request; named `<criterion>-<drawing>`. */
export async function draw(
  request: EvidenceRequest,
  criterion: { id: string; title: string },
  { frame, registration, attempt, start, target }: Examined,
  words: Words,
): Promise<Evidence> {
  const name = `${criterion.id}-${request.draw}`;
  if (request.draw === 'places') {
    const { places } = request;
    const drawn = await drawPlaces(places, attempt.pixels, start.pixels, target.pixels);
    const alt = say(words, 'evidence.places', { title: criterion.title, count: places.length });
    return { name: `${name}.jpg`, mime: 'image/jpeg', alt, ...drawn };
  }
  const drawn = drawHeatMap(request, frame, registration);
  const alt = say(words, `evidence.${request.draw}`, { title: criterion.title });
  return { name: `${name}.png`, mime: 'image/png', alt, ...drawn };
}
