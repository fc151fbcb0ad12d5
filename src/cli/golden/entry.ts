import { isGenerated, isText } from '../../../graders/exercise/kind.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { JudgedWork } from '#server/review/accepted.ts';

/** An entry of goldens.yaml, and the files that it names: their paths in the exercise's folder, by index of the attempt's. */
export interface GoldenEntry {
  entry: Record<string, unknown>;
  files: { path: string; of: number }[];
}

/**
 * A golden attempt out of a learner's: its files byte for byte, and the verdict that people gave. `text`: of a text
 * exercise, which stands in the entry itself.
 */
export function goldenEntry(
  exercise: Exercise,
  work: JudgedWork,
  { name, stem, text }: { name: string; stem: string; text: string | null },
): GoldenEntry {
  const expect = expected(work);
  if (isText(exercise)) return { entry: { name, text: text ?? '', expect }, files: [] };
  const paths = work.files.map(
    (file, i) => `goldens/${stem}${work.files.length > 1 ? `-${i + 1}` : ''}.${extension(file.name)}`,
  );
  const files = paths.map((path, of) => ({ path, of }));
  if (isGenerated(exercise)) {
    const made = work.files.map((file, i) => ({ name: file.name, from: `file:${paths[i]}` }));
    return { entry: { name, files: made, expect }, files };
  }
  const shown = work.report?.frames ?? [];
  if (shown.length === 0) return { entry: { name, from: `file:${paths[0]}`, expect }, files };
  const frames = Object.fromEntries(
    shown.map((frame) => [frame.name, { from: `file:${paths[frame.file]}` }]),
  );
  return { entry: { name, from: 'start', frames, expect }, files };
}

/** The outcome that counts, and of each criterion a person graded on which side of its bound it lies. */
function expected({ outcome, graded }: JudgedWork): Record<string, unknown> {
  const criteria = graded.map(({ id, pass, metFrom }) => [id, pass ? [metFrom, 100] : [0, metFrom - 1]]);
  return { outcome, ...(criteria.length > 0 ? { criteria: Object.fromEntries(criteria) } : {}) };
}

const extension = (name: string): string => {
  const found = /\.(jpe?g|png|webp|avif|tiff?)$/i.exec(name)?.[1]?.toLowerCase() ?? 'png';
  return { jpeg: 'jpg', tif: 'tiff' }[found] ?? found;
};
