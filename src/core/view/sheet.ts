import type { Report } from '../../../graders/report/schema.ts';
import { megabytes } from '../sizes.ts';
import { shownFile } from '../shown-files.ts';
import type { Attempt } from '../types.ts';
import { orderedCriteria, orderedRemarks } from './remarks.ts';
import { evidenceAddress } from './viewer.ts';

/** One of several files on the contact sheet of an attempt. */
export interface SheetFile {
  /** Counted from 1, as its remarks call it. */
  n: number;
  name: string;
  src: string;
  alt: string;
  width: number;
  height: number;
  /** "PNG, 1024 × 1024 px, 1.4 MB". */
  facts: string;
  /** What is said of this file alone, what blocks the pass first. */
  remarks: {
    criterion: string;
    severity: Report['criteria'][number]['feedback'][number]['severity'];
    text: string;
  }[];
  /** "2 not met", "all met"; empty where nothing is asked of this file by itself. */
  met: string;
}

/** The files of a graded attempt in the order in which they came. `title`: the exercise's. */
export function sheetOf(attempt: Pick<Attempt, 'id' | 'report'>, title: string): SheetFile[] {
  const { report } = attempt;
  if (!report) return [];
  const criteria = orderedCriteria(report.criteria);
  return report.submission.map(({ name, format, width, height, bytes }, i) => {
    const frame = report.frames?.find(({ file }) => file === i)?.name;
    const own = <T extends { frame?: string }>(one: T) => frame !== undefined && one.frame === frame;
    return {
      n: i + 1,
      name,
      src: evidenceAddress(attempt.id, shownFile(i)),
      alt: `Picture ${i + 1}, ${name}: ${title}`,
      width,
      height,
      facts: `${format.toUpperCase()}, ${width} × ${height} px, ${megabytes(bytes)}`,
      remarks: criteria.flatMap((criterion) =>
        orderedRemarks(criterion.feedback.filter(own)).map(({ severity, text }) => ({
          criterion: criterion.title,
          severity,
          text,
        })),
      ),
      met: metWords(criteria.flatMap((one) => one.frames?.filter(own) ?? [])),
    };
  });
}

function metWords(results: readonly { pass?: boolean | undefined }[]): string {
  const verdicts = results.flatMap(({ pass }) => (pass === undefined ? [] : [pass]));
  const unmet = verdicts.filter((pass) => !pass).length;
  if (unmet > 0) return `${unmet} not met`;
  return verdicts.length > 0 ? 'all met' : '';
}
