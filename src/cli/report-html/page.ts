import type { CriterionReport, FileFacts, Report } from '#graders/report/schema.ts';
import type { Evidence } from '#graders/types.ts';
import { html, Html, NOTHING } from './html.ts';
import { plot } from './plot.ts';
import { says } from './says.ts';
import { STYLE } from './style.ts';
import { textProof } from './text.ts';
import { measured, OUTCOMES, placeText } from '../wording.ts';

export type Shown = Pick<Evidence, 'mime' | 'bytes' | 'width' | 'height'>;

/**
 * The report as one HTML file that needs nothing beside it: pictures and styles are inside. `yours` are the files handed
 * in, in their order, as they may be shown; maps are laid over them.
 */
export function reportPage(title: string, report: Report, evidence: Evidence[], yours: Shown[]): string {
  const pictures = yours.map(
    (shown, file) => `\n.file-${file}{background:url(${dataUrl(shown)}) center/100% 100%}`,
  );
  const style = new Html(STYLE + pictures.join(''));
  const names = report.submission.map(({ name }) => name).join(', ');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}: ${report.score ?? OUTCOMES[report.outcome]}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <p class="kicker">${title}${names === '' ? '' : ` · ${names}`}</p>
          ${report.problem === undefined ? verdict(report, yours) : refusal(report.problem)}
          ${report.criteria.map((criterion) => section(criterion, evidence, report))} ${histograms(report)}
          ${says(report)}
          <h2>${report.prompt ? 'The text' : report.submission.length > 1 ? 'The files' : 'The file'}</h2>
          ${facts(report)}
        </main>
      </body>
    </html>`;
  return `${page.text.trimStart()}\n`;
}

function verdict(report: Report, yours: Shown[]): Html {
  const next =
    report.next === undefined ? NOTHING : html`<p class="next"><b>Do this next</b>${report.next.text}</p>`;
  return html`<h1>${OUTCOMES[report.outcome]}</h1>
    <div class="verdict">
      <p class="score">${report.score ?? '–'} <small>of 100, ${report.passMark} to pass</small></p>
      ${next}
    </div>
    ${report.prompt === undefined ? NOTHING : textProof(report.prompt)}
    <div class="${yours.length > 1 ? 'pictures' : ''}">${uploads(report, yours)}</div>
    <h2>What was judged</h2>`;
}

/** The picture as it was graded, or the frames of a set in their order. */
function uploads({ frames }: Report, yours: Shown[]): Html[] {
  const shown = frames ?? yours.map((_, file) => ({ title: 'Your picture', file }));
  return shown.flatMap(({ title, file }, i) => {
    const picture = yours[file];
    if (picture === undefined) return [];
    const label = frames === undefined ? title : `Frame ${i + 1}, ${title}`;
    return html`<figure class="upload">
      <div>
        <span
          class="yours file-${file}"
          role="img"
          aria-label="${label}"
          style="aspect-ratio:${picture.width}/${picture.height}"
        ></span>
      </div>
      <figcaption>${label} as it was graded: upright, in sRGB.</figcaption>
    </figure>`;
  });
}

function refusal(problem: NonNullable<Report['problem']>): Html {
  return html`<h1>${problem.title}</h1>
    <div class="verdict"><p class="next">${problem.text} ${problem.hint}</p></div>`;
}

function section(criterion: CriterionReport, evidence: Evidence[], report: Report): Html {
  const pictures = evidence.filter(({ name }) => criterion.evidence.includes(name));
  const share =
    criterion.factor === undefined
      ? `${criterion.score} of 100`
      : criterion.factor === 1
        ? 'costs nothing'
        : `costs ${100 - Math.round(criterion.factor * 100)} % of the score`;
  return html`<article>
    <div class="head">
      <h3>${criterion.title}</h3>
      <span class="points" data-pass="${String(criterion.pass)}">${measured(criterion)} · ${share}</span>
    </div>
    <div class="bar" data-pass="${String(criterion.pass)}"><i style="width:${criterion.score}%"></i></div>
    ${criterion.feedback.map(({ text }) => html`<p>${text}</p>`)}
    ${criterion.places.map((place) => html`<p class="note">${placeText(place, report)}</p>`)}
    ${frameTable(criterion, report)}
    <div class="pictures">${pictures.map((each) => picture(each, criterion, report))}</div>
  </article>`;
}

/** Maps are transparent where nothing is wrong, and lie over the upload. */
const isMap = ({ mime }: Evidence): boolean => mime === 'image/png';

function picture(evidence: Evidence, criterion: CriterionReport, report: Report): Html {
  const { width, height, alt } = evidence;
  const image = html`<img src="${dataUrl(evidence)}" width="${width}" height="${height}" alt="${alt}" />`;
  const frame = criterion.frames?.find((one) => one.evidence.includes(evidence.name))?.frame;
  const file = report.frames?.find(({ name }) => name === frame)?.file ?? 0;
  const markers = criterion.places.filter((place) => place.frame === frame).map(marker);
  const laid = html`<span class="yours file-${file}">${image}${markers}</span>`;
  return html`<figure>
    <div>${isMap(evidence) ? laid : image}</div>
    <figcaption>${alt}</figcaption>
  </figure>`;
}

/** What the criterion says of each frame of a set. */
function frameTable({ frames, unit }: CriterionReport, report: Report): Html {
  if (frames === undefined) return NOTHING;
  const rows = frames.map(({ frame, value, score, text }) => {
    const title = report.frames?.find(({ name }) => name === frame)?.title ?? frame;
    return html`<dt>${title}</dt>
      <dd>${text ?? `${value} ${unit}, ${score ?? 0} of 100`}</dd>`;
  });
  return html`<dl>${rows}</dl>`;
}

function marker({ n, x, y, width, height }: CriterionReport['places'][number]): Html {
  const at = (share: number): string => `${(share * 100).toFixed(1)}%`;
  const box = `left:${at(x)};top:${at(y)};width:${at(width)};height:${at(height)}`;
  return html`<b style="${box}" aria-hidden="true"><i>${n}</i></b>`;
}

const dataUrl = ({ mime, bytes }: Shown): string =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

function histograms({ plots, frames }: Report): Html {
  if (plots.length === 0) return NOTHING;
  const groups =
    frames === undefined
      ? [html`<div class="plots">${plots.map(plot)}</div>`]
      : frames.map(
          ({ name, title }) =>
            html`<h3>${title}</h3>
              <div class="plots">${plots.filter(({ frame }) => frame === name).map(plot)}</div>`,
        );
  return html`<h2>Histograms</h2>
    <p class="note">Grey area: the start. Red line: your picture. Dark line: the target.</p>
    ${groups}`;
}

function facts({ submission, notes, graderVersion, exercise, prompt }: Report): Html {
  return html`${submission.map(
      (file) =>
        html`<dl>
          ${
            submission.length > 1
              ? html`<dt>File</dt>
                  <dd>${file.name}</dd>`
              : NOTHING
          }
          ${prompt === undefined ? pictureFacts(file) : NOTHING}
          <dt>SHA-256</dt>
          <dd>${file.sha256}</dd>
        </dl>`,
    )}
    ${notes.map(({ text }) => html`<p>${text}</p>`)}
    <p class="note">Grader ${graderVersion}, exercise ${exercise.digest.slice(0, 12)}</p>`;
}

const pictureFacts = (file: FileFacts): Html =>
  html`<dt>Format</dt>
    <dd>${file.format}, ${file.bitDepth} bit, ${file.profile === 'none' ? 'no profile' : file.profile}</dd>
    <dt>Size</dt>
    <dd>${file.width} × ${file.height} px, ${Math.round(file.bytes / 1000)} kB</dd>`;
