import { frameLines, titleOf } from '#core/view/frames.ts';
import { marksOf, type Mark } from '#core/view/marks.ts';
import { measured } from '#core/view/measured.ts';
import { orderedCriteria, orderedRemarks, SEVERITY_WORD } from '#core/view/remarks.ts';
import { shareSentence } from '#core/view/share.ts';
import { evidenceWord, isMap } from '#core/view/viewer.ts';
import type { CriterionReport, Feedback, Report } from '#graders/report/schema.ts';
import type { Evidence } from '#graders/types.ts';
import { dataUrl } from './data-url.ts';
import { html, NOTHING, type Html } from './html.ts';

/** Every criterion, what holds one back first; numbers are those on the picture. */
export function criteria(report: Report, evidence: readonly Evidence[]): Html {
  const marks = marksOf(report.criteria);
  return html`<section aria-labelledby="criteria">
    <div class="rule-head">
      <h2 id="criteria">What was looked at</h2>
      <p class="note">What holds you back stands first.</p>
    </div>
    ${orderedCriteria(report.criteria).map((criterion) => {
      const own = marks.filter((mark) => mark.criterion === criterion.id);
      const shown = evidence.filter(({ name }) => criterion.evidence.includes(name) && !isMap(name));
      return section(criterion, report, own, shown);
    })}
  </section>`;
}

function section(criterion: CriterionReport, report: Report, marks: Mark[], shown: Evidence[]): Html {
  const lines = frameLines(criterion, report);
  const { evidenceText = '' } = criterion;
  return html`<article
    class="criterion"
    id="criterion-${criterion.id}"
    aria-labelledby="title-${criterion.id}"
  >
    <header>
      <h3 id="title-${criterion.id}">${criterion.title}</h3>
      ${result(criterion, report)} ${lines.length > 0 ? frames(lines) : NOTHING}
    </header>
    <div class="remarks">
      ${orderedRemarks(criterion.feedback).map(remark)} ${marks.length > 0 ? places(marks, report) : NOTHING}
      ${shown.map(figure)}
      ${
        evidenceText !== '' && !criterion.evidence.some(isMap) && shown.length === 0 && lines.length === 0
          ? html`<p class="note">${evidenceText}</p>`
          : NOTHING
      }
    </div>
  </article>`;
}

const MET = html`<path d="M3 11 8 16.5 17 4" />`;
const OPEN = html`<path class="open" d="M4 4 16.5 16.5M16 3.5 3.5 16.5" />`;

/** Met or not, the points, what they count for, and the measurement with what was asked. */
function result(criterion: CriterionReport, report: Report): Html {
  const { value, asked, unit, from } = measured(criterion);
  return html`<p class="met-line num">
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">${criterion.pass ? MET : OPEN}</svg>
      <span>${criterion.pass ? 'Met' : 'Not met'}${criterion.essential ? ', essential' : ''}</span>
      <span><strong>${criterion.score}</strong> of 100</span>
      ${from === '' ? NOTHING : html`<span class="faint">(${from})</span>`}
    </p>
    <p class="share-line num">${shareSentence(criterion, report.criteria)}</p>
    <p class="measured num">
      ${value} <span>${asked}</span> ${unit === '' ? NOTHING : html`<span>${unit}</span>`}
    </p>`;
}

const frames = (lines: ReturnType<typeof frameLines>): Html =>
  html`<ol class="frames num">
    ${lines.map(
      ({ title, text, score, pass }) =>
        html`<li class="${pass ? '' : 'unmet'}${score === '' ? ' told' : ''}">
          <span>${title}</span>
          <span class="soft"
            >${text}${pass ? NOTHING : html`<span class="visually-hidden">, not met</span>`}</span
          >
          ${score === '' ? NOTHING : html`<span>${score}</span>`}
        </li>`,
    )}
  </ol>`;

const remark = ({ severity, text }: Feedback): Html =>
  html`<div class="remark" data-severity="${severity}">
    <p class="severity">${SEVERITY_WORD[severity]}</p>
    <p>${text}</p>
  </div>`;

const places = (marks: readonly Mark[], report: Report): Html =>
  html`<ol class="places">
    ${marks.map(
      ({ number, text, frame }) =>
        html`<li data-place="${number}" id="place-${number}">
          <a class="number num" href="#mark-${number}" aria-label="${number}, on the picture">${number}</a>
          <span>${frame === undefined ? text : `${titleOf(frame, report)}: ${text}`}</span>
        </li>`,
    )}
  </ol>`;

/** Height in px from which evidence is folded away. */
const TALL = 700;

const figure = ({ name, mime, bytes, width, height, alt }: Evidence): Html =>
  html`<details class="evidence" ${height > TALL ? NOTHING : html`open`}>
    <summary>${evidenceWord(name)}</summary>
    <figure>
      <img src="${dataUrl(mime, bytes)}" width="${width}" height="${height}" alt="${alt}" />
      <figcaption>${alt}</figcaption>
    </figure>
  </details>`;
