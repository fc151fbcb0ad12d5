import { frameTitle, layerWords } from '#core/view/layer-words.ts';
import type { Layer, LayerName } from '#core/view/viewer.ts';
import { isLaid } from '#graders/exercise/kind.ts';
import type { Report } from '#graders/report/schema.ts';
import type { Exercise, PictureFile, SubmittedFile } from '#graders/types.ts';
import { shownPicture } from '#server/pictures/shown.ts';
import { dataUrl } from './data-url.ts';

/** A picture inside the page. */
export interface Shown {
  src: string;
  width: number;
  height: number;
}

/** The pictures of a report: the files as they came, and the layers of the comparison, of each frame where it is a set. */
export interface Pictures {
  files: Shown[];
  /** The same files, small, where several are chosen from. */
  small: Shown[];
  layers: Layer[][];
}

const SMALL = 220;
/** Of one of several, so that a whole set can still be mailed. */
const OF_A_SET = 1200;

/** The start, the learner's picture and, once it is passed, the reference: what the site's page shows as well. */
export async function picturesOf(
  exercise: Exercise,
  report: Report,
  files: readonly SubmittedFile[],
): Promise<Pictures> {
  if (report.outcome === 'ungradable' || report.prompt) return { files: [], small: [], layers: [] };
  const longest = files.length > 1 ? OF_A_SET : undefined;
  const show = async (bytes: Uint8Array, size = longest): Promise<Shown> => {
    const picture = await shownPicture(bytes, size);
    return { ...picture, src: dataUrl('image/webp', picture.bytes) };
  };
  const yours = await inTurn(files, ({ bytes }) => show(bytes));
  if (!isLaid(exercise)) return { files: yours, small: [], layers: [] };
  const small = files.length > 1 ? await inTurn(files, ({ bytes }) => show(bytes, SMALL)) : [];

  const layersOf = async (title: string, of: Pick<Exercise, 'start' | 'references'>, file: number) => {
    const words = layerWords(title, null);
    const named = (name: LayerName, picture: Shown): Layer => ({ name, ...words[name], ...picture });
    const ours = async (name: LayerName, picture: PictureFile): Promise<Layer> =>
      named(name, await show(await picture.bytes()));
    const [reference] = report.outcome === 'passed' ? of.references : [];
    return [
      await ours('before', of.start),
      named('yours', yours[file]!),
      ...(reference ? [await ours('reference', reference)] : []),
    ];
  };
  const { title } = exercise.spec;
  const frames = exercise.frames.map((frame, i) => ({ frame, i, file: report.frames?.[i]?.file ?? i }));
  const layers =
    frames.length === 0
      ? [await layersOf(title, exercise, 0)]
      : await inTurn(frames, ({ frame, i, file }) => layersOf(frameTitle(title, i, frame), frame, file));
  return { files: yours, small, layers };
}

/** One after the other: decoded pictures are large. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
