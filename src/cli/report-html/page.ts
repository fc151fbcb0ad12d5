import type { CriterionReport, Report } from '#graders/report/schema.ts';
import type { Evidence } from '#graders/types.ts';
import { html, Html, NOTHING } from './html.ts';
import { plot } from './plot.ts';
import { STYLE } from './style.ts';
import { measured, OUTCOMES } from '../wording.ts';

export type Shown = Pick<Evidence, 'mime' | 'bytes' | 'width' | 'height'>;

/**
 * The report as one HTML file that needs nothing beside it: pictures and styles are inside. `yours` is the upload as
 * it may be shown; maps are laid over it.
 */
export function reportPage(title: string, report: Report, evidence: Evidence[], yours: Shown | null): string {
  const style = new Html(
    yours === null ? STYLE : `${STYLE}\n.yours{background:url(${dataUrl(yours)}) center/100% 100%}`,
  );
  const file = report.submission[0];
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
          <p class="kicker">${title}${file === undefined ? '' : ` · ${file.name}`}</p>
          ${report.problem === undefined ? verdict(report, yours) : refusal(report.problem)}
          ${report.criteria.map((criterion) => section(criterion, evidence))} ${histograms(report)}
          <h2>The file</h2>
          ${facts(report)}
        </main>
      </body>
    </html>`;
  return `${page.text.trimStart()}\n`;
}

function verdict(report: Report, yours: Shown | null): Html {
  const next =
    report.next === undefined ? NOTHING : html`<p class="next"><b>Do this next</b>${report.next.text}</p>`;
  return html`<h1>${OUTCOMES[report.outcome]}</h1>
    <div class="verdict">
      <p class="score">${report.score ?? '–'} <small>of 100, ${report.passMark} to pass</small></p>
      ${next}
    </div>
    ${yours === null ? NOTHING : upload(yours)}
    <h2>What was judged</h2>`;
}

function upload({ width, height }: Shown): Html {
  return html`<figure class="upload">
    <div>
      <span class="yours" role="img" aria-label="Your picture" style="aspect-ratio:${width}/${height}"></span>
    </div>
    <figcaption>Your picture as it was graded: upright, in sRGB.</figcaption>
  </figure>`;
}

function refusal(problem: NonNullable<Report['problem']>): Html {
  return html`<h1>${problem.title}</h1>
    <div class="verdict"><p class="next">${problem.text} ${problem.hint}</p></div>`;
}

function section(criterion: CriterionReport, evidence: Evidence[]): Html {
  const pictures = evidence.filter(({ name }) => criterion.evidence.includes(name));
  const share =
    criterion.factor === undefined
      ? `${criterion.score} of 100`
      : `leaves ${Math.round(criterion.factor * 100)} %`;
  return html`<article>
    <div class="head">
      <h3>${criterion.title}</h3>
      <span class="points" data-pass="${String(criterion.pass)}">${measured(criterion)} · ${share}</span>
    </div>
    <div class="bar" data-pass="${String(criterion.pass)}"><i style="width:${criterion.score}%"></i></div>
    ${criterion.feedback.map(({ text }) => html`<p>${text}</p>`)}
    ${criterion.places.map(({ n, text }) => html`<p class="note">${n}. ${text}</p>`)}
    <div class="pictures">${pictures.map((each) => picture(each, criterion.places))}</div>
  </article>`;
}

/** Maps are transparent where nothing is wrong, and lie over the upload. */
const isMap = ({ mime }: Evidence): boolean => mime === 'image/png';

function picture(evidence: Evidence, places: CriterionReport['places']): Html {
  const { width, height, alt } = evidence;
  const image = html`<img src="${dataUrl(evidence)}" width="${width}" height="${height}" alt="${alt}" />`;
  const laid = html`<span class="yours">${image}${places.map(marker)}</span>`;
  return html`<figure>
    <div>${isMap(evidence) ? laid : image}</div>
    <figcaption>${alt}</figcaption>
  </figure>`;
}

function marker({ n, x, y, width, height }: CriterionReport['places'][number]): Html {
  const at = (share: number): string => `${(share * 100).toFixed(1)}%`;
  return html`<b style="left:${at(x + width / 2)};top:${at(y + height / 2)}" aria-hidden="true">${n}</b>`;
}

const dataUrl = ({ mime, bytes }: Shown): string =>
  `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;

function histograms({ plots }: Report): Html {
  if (plots.length === 0) return NOTHING;
  return html`<h2>Histograms</h2>
    <p class="note">Grey area: the start. Red line: your picture. Dark line: the target.</p>
    <div class="plots">${plots.map(plot)}</div>`;
}

function facts({ submission, notes, graderVersion, exercise }: Report): Html {
  return html`${submission.map(
      (file) =>
        html`<dl>
          <dt>Format</dt>
          <dd>
            ${file.format}, ${file.bitDepth} bit, ${file.profile === 'none' ? 'no profile' : file.profile}
          </dd>
          <dt>Size</dt>
          <dd>${file.width} × ${file.height} px, ${Math.round(file.bytes / 1000)} kB</dd>
          <dt>SHA-256</dt>
          <dd>${file.sha256}</dd>
        </dl>`,
    )}
    ${notes.map(({ text }) => html`<p>${text}</p>`)}
    <p class="note">Grader ${graderVersion}, exercise ${exercise.digest.slice(0, 12)}</p>`;
}
