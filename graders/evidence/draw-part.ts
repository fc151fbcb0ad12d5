import { RIGHT } from '../report/criterion.ts';
import { say } from '../report/words.ts';
import type { Assessed } from '../score/assess.ts';
import { atFrame, type NamedFrame } from '../sets/labels.ts';
import type { Evidence, Words } from '../types.ts';
import { draw, laid, type Shown } from './draw.ts';
import { drawStrip } from './frame-strip.ts';

export interface DrawnPart {
  /** Of a set, the frame that the picture is about; null when it is about all of them. */
  frame: number | null;
  evidence: Evidence;
}

/** Every picture of one criterion: of each frame that is off, or of the set as a whole. What is right needs none. */
export async function drawPart(
  part: Assessed,
  frames: readonly Shown[],
  named: readonly NamedFrame[],
  words: Words,
): Promise<DrawnPart[]> {
  const { id, title } = part.criterion.spec;
  if (part.strip.length > 0)
    return part.verdict.score < RIGHT
      ? [{ frame: null, evidence: await drawnStrip(part, frames, named, words) }]
      : [];
  const wanted = part.frames.flatMap(({ measurement, verdict }, frame) =>
    verdict.score < RIGHT ? measurement.evidence.map((request) => ({ request, frame })) : [],
  );
  return Promise.all(
    wanted.map(async ({ request, frame }) => {
      const at = named[frame];
      const criterion = at ? { id: `${id}-${at.name}`, title: `${title}, ${at.label}` } : { id, title };
      return { frame: at ? frame : null, evidence: await draw(request, criterion, frames[frame]!, words) };
    }),
  );
}

async function drawnStrip(
  { criterion, strip: readings }: Assessed,
  frames: readonly Shown[],
  named: readonly NamedFrame[],
  words: Words,
): Promise<Evidence> {
  const { id, title } = criterion.spec;
  const drawn = await drawStrip(
    readings.map(({ mean, wanted }, i) => ({ picture: laid(frames[i]!).attempt.pixels, mean, wanted })),
  );
  const lines = readings.map(({ code, params }, i) => atFrame(say(words, code, params), named[i]!, words));
  const alt = say(words, 'evidence.strip', { title, readings: `${lines.join('; ')}.` });
  return { name: `${id}-strip.jpg`, mime: 'image/jpeg', alt, ...drawn };
}
