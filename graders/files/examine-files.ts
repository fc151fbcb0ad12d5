import type { FileView } from '../criteria/types.ts';
import type { ExamineOptions } from '../examine.ts';
import type { GeneratedRules } from '../exercise/schema.ts';
import { measureCells } from '../metrics/cells.ts';
import { measureHistograms } from '../metrics/histogram.ts';
import { decode } from '../pixels/decode.ts';
import type { Fault } from '../pixels/types.ts';
import { sameFiles } from '../sets/lay-out.ts';
import type { GeneratedExercise, Submission } from '../types.ts';
import { look, type Looked } from './look.ts';

export type FilesExamination =
  { ok: false; fault: Fault; files: Looked[] } | { ok: true; files: Looked[]; views: FileView[] };

/**
 * Inspect ▸ decode ▸ measure of files that lie on no reference. Pixels are measured and let go, so that twelve large
 * files need the memory of one. Faults are data, never thrown.
 */
export async function examineFiles(
  submission: Submission,
  exercise: GeneratedExercise,
  { onPhase, anchors }: ExamineOptions,
): Promise<FilesExamination> {
  const rules = exercise.spec.submission;
  const files: Looked[] = [];
  const refuse = (fault: Fault): FilesExamination => ({ ok: false, fault, files });
  const count = submission.files.length;
  if (count === 0) return refuse({ code: 'no-file', params: {} });
  if (count !== rules.count) return refuse({ code: 'wrong-number', params: { count, wanted: rules.count } });
  for (const file of submission.files) {
    const looked = await look(file, rules, anchors);
    if (!looked.ok) return refuse(looked.fault);
    files.push(looked.value);
  }
  onPhase?.('received');
  const misfit = sameFiles(files) ?? tooSmall(files, rules);
  if (misfit) return refuse(misfit);

  const views: FileView[] = [];
  for (const [i, file] of files.entries()) {
    const decoded = await decode(submission.files[i]!.bytes, file, false);
    if (!decoded.ok) return refuse(decoded.fault);
    const { raster, transparent } = decoded;
    files[i] = { ...file, transparent };
    views.push({
      width: raster.width,
      height: raster.height,
      file: { ...file.facts, ...file },
      attempt: { cells: measureCells(raster), histograms: measureHistograms(raster) },
      reference: null,
      covered: null,
      region: null,
    });
  }
  onPhase?.('decoded');
  return { ok: true, files, views };
}

function tooSmall(files: readonly Looked[], { size }: GeneratedRules): Fault | null {
  const small = files.find(({ facts }) => facts.width < size.minWidth || facts.height < size.minHeight);
  if (!small) return null;
  const { name: file, width, height } = small.facts;
  return { code: 'generated-too-small', params: { file, width, height, ...size } };
}
