import type { EvidenceRequest, Swatch } from '../criteria/types.ts';
import type { Examined } from '../examine.ts';
import { say } from '../report/words.ts';
import type { Evidence, Words } from '../types.ts';
import { drawComposition } from './composition-map.ts';
import { drawCutOuts } from './cut-out-sheet.ts';
import { drawEdges } from './edge-sheet.ts';
import { drawFrameMap } from './frame-map.ts';
import { drawHeatMap } from './heat-map.ts';
import { drawPlaces } from './place-sheet.ts';
import { drawSwatches } from './swatch-sheet.ts';

/** Every drawing's words, in `content/feedback/evidence.yaml`. */
export const EVIDENCE_CODES: Readonly<Record<string, readonly string[]>> = {
  'evidence.lightness-map': ['title'],
  'evidence.warmth-map': ['title'],
  'evidence.tint-map': ['title'],
  'evidence.change-map': ['title'],
  'evidence.places': ['title', 'count'],
  'evidence.strip': ['title', 'readings'],
  'evidence.edges': ['title', 'count'],
  'evidence.detail-map': ['title'],
  'evidence.frame-map': ['title'],
  'evidence.matte-map': ['title'],
  'evidence.cut-outs': ['title', 'count'],
  'evidence.swatches': ['title', 'wanted', 'found'],
  'evidence.composition-map': ['title'],
};

/** A picture to point at: laid beside start and reference, or alone in a frame of its own. */
export type Shown = Pick<Examined, 'frame' | 'registration'> & Partial<Examined>;

/** Only what lies beside a start and a reference can be drawn next to them. */
export function laid(shown: Shown): Pick<Examined, 'attempt' | 'start' | 'target'> {
  const { attempt, start, target } = shown;
  if (!attempt || !start || !target)
    throw new Error('Expected a picture beside its reference, but it is alone');
  return { attempt, start, target };
}

/** Draws one request; named `<criterion>-<drawing>`. */
export async function draw(
  request: EvidenceRequest,
  criterion: { id: string; title: string },
  shown: Shown,
  words: Words,
): Promise<Evidence> {
  const name = `${criterion.id}-${request.draw}`;
  const { frame, registration } = shown;
  if (request.draw === 'places') {
    const { places } = request;
    const { attempt, start, target } = laid(shown);
    const drawn = await drawPlaces(places, attempt.pixels, start.pixels, target.pixels);
    const alt = say(words, 'evidence.places', { title: criterion.title, count: places.length });
    return { name: `${name}.jpg`, mime: 'image/jpeg', alt, ...drawn };
  }
  if (request.draw === 'cut-outs') {
    const { places } = request;
    const { attempt, target } = laid(shown);
    const drawn = await drawCutOuts(places, attempt, target.alpha);
    const alt = say(words, 'evidence.cut-outs', { title: criterion.title, count: places.length });
    return { name: `${name}.jpg`, mime: 'image/jpeg', alt, ...drawn };
  }
  if (request.draw === 'edges') {
    const { places } = request;
    const { attempt, target } = laid(shown);
    const drawn = await drawEdges(places, attempt, target);
    const alt = say(words, 'evidence.edges', { title: criterion.title, count: places.length });
    return { name: `${name}.jpg`, mime: 'image/jpeg', alt, ...drawn };
  }
  if (request.draw === 'swatches') {
    const { wanted, found } = request;
    const drawn = await drawSwatches(wanted, found);
    const params = { title: criterion.title, wanted: listed(wanted), found: listed(found) };
    return {
      name: `${name}.jpg`,
      mime: 'image/jpeg',
      alt: say(words, 'evidence.swatches', params),
      ...drawn,
    };
  }
  if (request.draw === 'composition-map') {
    const { sourceWidth: width, sourceHeight: height } = registration;
    const drawn = drawComposition(request.composition, { width, height });
    const alt = say(words, 'evidence.composition-map', { title: criterion.title });
    return { name: `${name}.png`, mime: 'image/png', alt, ...drawn };
  }
  const drawn =
    request.draw === 'frame-map'
      ? drawFrameMap(frame, registration)
      : drawHeatMap(request, frame, registration);
  const alt = say(words, `evidence.${request.draw}`, { title: criterion.title });
  return { name: `${name}.png`, mime: 'image/png', alt, ...drawn };
}

const listed = (swatches: readonly Swatch[]): string => swatches.map(({ colour }) => colour).join(', ');
