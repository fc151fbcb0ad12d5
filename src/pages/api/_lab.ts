import type { LabRun } from '../../core/lab.ts';
import { pictureAddress } from '../../core/view/lab.ts';

/** A run as the API shows it: with addresses, without the learner's id. */
export function runJson({ learnerId: _, ...run }: LabRun) {
  const pictures = run.pictures.map((picture) => {
    const shown = pictureAddress(run.id, picture.position);
    return picture.file ? { ...picture, shown, original: `${shown}/original` } : picture;
  });
  return { ...run, pictures };
}
