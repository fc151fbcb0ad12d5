import { titleOf } from '#core/view/frames.ts';
import { marksOf, type Mark } from '#core/view/marks.ts';
import { measured } from '#core/view/measured.ts';
import { orderedCriteria, orderedRemarks } from '#core/view/remarks.ts';
import type { CriterionReport, Report } from '#graders/report/schema.ts';

const OUTCOMES: Record<Report['outcome'], string> = {
  passed: 'Passed',
  'not-yet': 'Not yet',
  ungradable: 'Not gradable',
};

const WIDTH = 96;

/** Words wrapped to the width of a terminal. */
export function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((row) => indent + row).join('\n');
}

/** A report for the terminal, in the words, the order and the numbers of the site. */
export function reportText(name: string, report: Report): string {
  if (report.problem !== undefined) {
    const { title, text, hint } = report.problem;
    return [`${name}: ${title}`, wrapped(text, '  '), wrapped(hint, '  ')].join('\n');
  }
  const head = `${name}: ${OUTCOMES[report.outcome].toLowerCase()}, ${report.score} of 100 (${report.passMark} to pass)`;
  const next = report.next === undefined ? [] : ['', '  Do this next:', wrapped(report.next.text, '  ')];
  const marks = marksOf(report.criteria);
  const criteria = orderedCriteria(report.criteria).flatMap((criterion) => [
    criterionLine(criterion),
    ...[
      framesText(criterion, report),
      ...orderedRemarks(criterion.feedback).map(({ text }) => text),
      ...marks.filter((mark) => mark.criterion === criterion.id).map((mark) => markText(mark, report)),
    ]
      .filter((text) => text !== '')
      .map((text) => wrapped(text, INDENT)),
  ]);
  const notes = report.notes.map(({ text }) => wrapped(text, '  '));
  return [head, ...next, '', ...criteria, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

const INDENT = ' '.repeat(14);

/** "   0 of 100  Blemishes healed – not met (8 of 14)"; a protection says what it takes off instead of points. */
function criterionLine(criterion: CriterionReport): string {
  const { title, pass, score, factor } = criterion;
  const taken = Math.round(100 * (1 - (factor ?? 1)));
  const points = factor === undefined ? `${score} of 100` : taken === 0 ? 'no loss' : `−${taken} %`;
  return `  ${points.padStart(10)}  ${title} – ${pass ? 'met' : 'not met'} (${measured(criterion).value})`;
}

/** The frames of a set with their points, or what is said of each; nothing for a single picture. */
function framesText({ frames = [] }: CriterionReport, report: Report): string {
  const titles = new Map(report.frames?.map(({ name, title }) => [name, title]));
  return frames
    .filter(({ score, text }) => (text ?? score) !== undefined)
    .map(({ frame, score, text }) => `${titles.get(frame) ?? frame}: ${text ?? score}`)
    .join('; ');
}

/** A numbered place, in a set with the frame it is in: "3. Frame 2, Lemon: 8 L* too dark". */
const markText = ({ number, text, frame }: Mark, report: Report): string =>
  frame === undefined ? `${number}. ${text}` : `${number}. ${titleOf(frame, report)}: ${text}`;
