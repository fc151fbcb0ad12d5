import type { Exercise } from '../../../graders/types.ts';
import type { Attempt } from '#core/types.ts';
import { startRef } from '#core/view/start-ref.ts';
import { evidenceAddress, type Layer } from '#core/view/viewer.ts';
import type { App as Platform, PictureInfo } from '../../server/app.ts';

/**
 * The pictures of the viewer: the start, the learner's, and, once the exercise is passed, the reference. `whose`: the
 * learner's name for somebody who teaches, null for the learner.
 */
export async function loadLayers(
  app: Platform,
  exercise: Exercise,
  attempt: Attempt,
  passed: boolean,
  whose: string | null,
): Promise<Layer[]> {
  const [start, reference] = await Promise.all([
    app.pictures.describe(startRef(exercise)),
    passed ? app.pictures.referenceOf(exercise, 0) : null,
  ]);
  const { title } = exercise.spec;
  return [
    ...(start ? [ours('before', 'Before', start, `The start: ${title}`)] : []),
    whose === null
      ? handedIn(attempt, 'Yours', `Your picture: ${title}`)
      : handedIn(attempt, 'Theirs', `The picture by ${whose}: ${title}`),
    ...(reference
      ? [ours('reference', 'Reference', reference, `A solution the client accepted: ${title}`)]
      : []),
  ];
}

function ours(name: Layer['name'], label: string, picture: PictureInfo, alt: string): Layer {
  const { width, height, widths } = picture;
  const middle = widths.findLast((one) => one <= 1600) ?? widths[0]!;
  const srcset = widths.map((one) => `${picture.url(one, 'webp')} ${one}w`).join(', ');
  return { name, label, alt, width, height, srcset, src: picture.url(middle, 'webp') };
}

function handedIn(attempt: Attempt, label: string, alt: string): Layer {
  const facts = attempt.report?.submission[0];
  const [width, height] = [facts?.width ?? 3, facts?.height ?? 2];
  return { name: 'yours', label, alt, width, height, src: evidenceAddress(attempt.id, 'yours') };
}
