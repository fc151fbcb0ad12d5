import { exerciseFolders } from '../../../graders/exercise/folders.ts';
import { openExercise } from '../../../graders/exercise/open.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { Catalogue } from '../app.ts';

export interface OpenedCatalogue {
  catalogue: Catalogue;
  /** One sentence for each folder that could not be opened; the others are served. */
  problems: string[];
}

const LEVELS = ['starter', 'intermediate', 'advanced'];

const byTrackAndLevel = (a: Exercise, b: Exercise): number =>
  a.track.localeCompare(b.track) ||
  LEVELS.indexOf(a.spec.level) - LEVELS.indexOf(b.spec.level) ||
  a.slug.localeCompare(b.slug);

/** Opens every exercise folder below `root`. Slugs and ids are unique over all tracks: the first one found keeps them. */
export async function openCatalogue(root: string): Promise<OpenedCatalogue> {
  const problems: string[] = [];
  const bySlug = new Map<string, Exercise>();
  const byId = new Map<string, Exercise>();
  for (const folder of await exerciseFolders(root)) {
    try {
      const exercise = await openExercise(folder);
      const twin = bySlug.get(exercise.slug) ?? byId.get(exercise.spec.id);
      if (twin) {
        problems.push(`${folder} has the same slug or id as ${twin.folder} and is left out.`);
        continue;
      }
      bySlug.set(exercise.slug, exercise);
      byId.set(exercise.spec.id, exercise);
    } catch (error) {
      problems.push(`${folder} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const all = [...bySlug.values()].sort(byTrackAndLevel);
  const catalogue: Catalogue = {
    all: () => all,
    bySlug: (slug) => bySlug.get(slug) ?? null,
    byId: (id) => byId.get(id) ?? null,
  };
  return { catalogue, problems };
}
