import { isGenerated, isText } from '../exercise/kind.ts';
import { readYaml } from '../exercise/open.ts';
import { frameExercises } from '../sets/frames.ts';
import type { Exercise } from '../types.ts';
import { GeneratedGoldensFile, goldensOfGenerated } from './generated-goldens.ts';
import { exportsOf, GoldensFile, goldensOf, type Golden, type ReferenceExport } from './goldens.ts';
import { fileStudio, type Places } from './studio.ts';
import { goldensOfText, TextGoldensFile } from './text-goldens.ts';

export interface ReadGoldens {
  goldens: Golden[];
  /** Allowed exports of the references: what a calibration is made of. None where nothing is calibrated. */
  exports: ReferenceExport[];
}

/** The goldens of an exercise, in the shape that goes with what it asks for. */
export async function readGoldens(exercise: Exercise, places: Places): Promise<ReadGoldens> {
  const { folder } = exercise;
  if (isText(exercise)) {
    const file = await readYaml(folder, 'goldens.yaml', TextGoldensFile);
    return { goldens: goldensOfText(exercise, file), exports: [] };
  }
  if (isGenerated(exercise)) {
    const file = await readYaml(folder, 'goldens.yaml', GeneratedGoldensFile);
    return { goldens: goldensOfGenerated(file, fileStudio({ ...places, exercise })), exports: [] };
  }
  const file = await readYaml(folder, 'goldens.yaml', GoldensFile);
  const studios = frameExercises(exercise).map((frame) => fileStudio({ ...places, exercise: frame }));
  return {
    goldens: await goldensOf(exercise, file, studios),
    exports: await exportsOf(exercise, file, studios),
  };
}
