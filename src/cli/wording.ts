import type { CriterionReport, Place, Report } from '#graders/report/schema.ts';

export const OUTCOMES: Record<Report['outcome'], string> = {
  passed: 'Passed',
  'not-yet': 'Not yet',
  ungradable: 'Not gradable',
};

/** The measurement beside its unit: "4.2 ΔE00", "12 of 14", "0.3°", "97 % alike". */
export function measured({ value, unit }: Pick<CriterionReport, 'value' | 'unit'>): string {
  return unit === '°' ? `${value}°` : `${value} ${unit}`;
}

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

/** A report for the terminal, in the words of the site. */
export function reportText(name: string, report: Report): string {
  if (report.problem !== undefined) {
    const { title, text, hint } = report.problem;
    return [`${name}: ${title}`, wrapped(text, '  '), wrapped(hint, '  ')].join('\n');
  }
  const head = `${name}: ${OUTCOMES[report.outcome].toLowerCase()}, ${report.score} of 100 (${report.passMark} to pass)`;
  const next = report.next === undefined ? [] : ['', '  Do this next:', wrapped(report.next.text, '  ')];
  const criteria = report.criteria.flatMap((criterion) => {
    const points =
      criterion.factor === undefined
        ? `${criterion.score}`.padStart(3)
        : `× ${criterion.factor.toFixed(2)}`.padStart(6);
    const line = `  ${criterion.pass ? '·' : '✗'} ${points}  ${criterion.title} (${measured(criterion)})`;
    const remarks = criterion.feedback.map(({ text }) => wrapped(text, '         '));
    const places = criterion.places.map((place) => wrapped(placeText(place, report), '         '));
    const frames = framesText(criterion, report);
    return [line, ...(frames === '' ? [] : [wrapped(frames, '         ')]), ...remarks, ...places];
  });
  const notes = report.notes.map(({ text }) => wrapped(text, '  '));
  return [head, ...next, '', ...criteria, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

/** The frames of a set with their points, or what is said of each; nothing for a single picture. */
function framesText({ frames = [] }: CriterionReport, report: Report): string {
  const titles = new Map(report.frames?.map(({ name, title }) => [name, title]));
  return frames
    .filter(({ score, text }) => (text ?? score) !== undefined)
    .map(({ frame, score, text }) => `${titles.get(frame) ?? frame}: ${text ?? score}`)
    .join('; ');
}

/** A numbered place, in a set with the frame it is in: "3. Lemon: 8 L* too dark". */
export function placeText({ n, text, frame }: Place, { frames = [] }: Report): string {
  const title = frames.find(({ name }) => name === frame)?.title;
  return title === undefined ? `${n}. ${text}` : `${n}. ${title}: ${text}`;
}
