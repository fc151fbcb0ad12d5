import type { Exercise } from '../../../graders/types.ts';
import type { Attempt } from '#core/types.ts';
import { shownFile } from '#core/shown-files.ts';
import { frameTitle, layerWords } from '#core/view/layer-words.ts';
import { startRef } from '#core/view/start-ref.ts';
import { evidenceAddress, type Layer } from '#core/view/viewer.ts';
import type { App as Platform, PictureInfo } from '../../server/app.ts';

/**
 * The pictures of the viewer, of each frame where it is a set: the start, the learner's, and, once the exercise is
 * passed, the reference. `whose`: the learner's name for somebody who teaches, null for the learner.
 */
export async function loadLayers(
  app: Platform,
  exercise: Exercise,
  attempt: Attempt,
  passed: boolean,
  whose: string | null,
): Promise<Layer[][]> {
  const { spec, frames } = exercise;
  if (frames.length === 0) return [await layersOf(app, exercise, exercise, 0, attempt, passed, whose)];
  return Promise.all(
    frames.map((frame, i) => {
      const file = attempt.report?.frames?.[i]?.file ?? i;
      const named = { ...exercise, spec: { ...spec, title: frameTitle(spec.title, i, frame) } };
      return layersOf(app, named, frame, file, attempt, passed, whose);
    }),
  );
}

async function layersOf(
  app: Platform,
  exercise: Exercise,
  pictures: Pick<Exercise, 'start' | 'references'>,
  file: number,
  attempt: Attempt,
  passed: boolean,
  whose: string | null,
): Promise<Layer[]> {
  const [start, reference] = await Promise.all([
    app.pictures.describe(startRef(exercise, pictures.start.path)),
    passed ? app.pictures.referenceOf({ ...exercise, references: pictures.references }, 0) : null,
  ]);
  const words = layerWords(exercise.spec.title, whose);
  return [
    ...(start ? [{ ...words.before, ...ours('before', start) }] : []),
    { ...words.yours, ...handedIn(attempt, file) },
    ...(reference ? [{ ...words.reference, ...ours('reference', reference) }] : []),
  ];
}

type Unnamed = Omit<Layer, 'label' | 'alt'>;

function ours(name: Layer['name'], picture: PictureInfo): Unnamed {
  const { width, height, widths } = picture;
  const middle = widths.findLast((one) => one <= 1600) ?? widths[0]!;
  const srcset = widths.map((one) => `${picture.url(one, 'webp')} ${one}w`).join(', ');
  return { name, width, height, srcset, src: picture.url(middle, 'webp') };
}

function handedIn(attempt: Attempt, file: number): Unnamed {
  const facts = attempt.report?.submission[file];
  const [width, height] = [facts?.width ?? 3, facts?.height ?? 2];
  const src = evidenceAddress(attempt.id, shownFile(file));
  return { name: 'yours', width, height, src };
}
