import type { CalibrationForm, ReviewForm } from '../../server/credentials/review-app.ts';
import { texts } from '#core/view/form-errors.ts';

/** Fields whose names begin so, by the rest of the name. */
function after(form: FormData, prefix: string): Record<string, string> {
  const found = [...form].flatMap(([name, value]): [string, string][] =>
    name.startsWith(prefix) && typeof value === 'string' ? [[name.slice(prefix.length), value]] : [],
  );
  return Object.fromEntries(found);
}

/** The form of a review as it was posted. */
export function reviewForm(form: FormData): ReviewForm {
  const { version, note, decision } = texts(form, ['version', 'note', 'decision']);
  return {
    version,
    note,
    levels: after(form, 'level-'),
    sentences: after(form, 'sentence-'),
    decision: decision === 'accept' || decision === 'return' ? decision : 'keep',
  };
}

/** The form of a calibration: `level/<sample>/<dimension>`. */
export function calibrationForm(form: FormData): CalibrationForm {
  const levels: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(after(form, 'level/'))) {
    const [sample = '', dimension = ''] = name.split('/');
    levels[sample] = { ...levels[sample], [dimension]: value };
  }
  return { ...texts(form, ['round', 'version']), levels };
}
