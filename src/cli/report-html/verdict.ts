import { nextStep } from '#core/view/next-step.ts';
import { ringPath } from '#core/view/ring.ts';
import { shareOf } from '#core/view/share.ts';
import { verdictOf } from '#core/view/verdict.ts';
import type { CriterionReport, Report } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** The one next step, and the score with its parts. */
export const verdict = (report: Report): Html =>
  html`<div class="sheet verdict-row">${next(report)} ${score(report)}</div>`;

function next(report: Report): Html {
  const { label, text, note } = nextStep(report, report.outcome === 'passed');
  return html`<section class="next" aria-labelledby="next">
    <h2 id="next" class="label">${label}</h2>
    <p class="step">${text}</p>
    ${note === '' ? NOTHING : html`<p class="note">${note}</p>`}
  </section>`;
}

function score(report: Report): Html {
  const { word, margin } = verdictOf(report);
  const points = report.score ?? 0;
  const circled =
    report.outcome === 'passed'
      ? html`<svg viewBox="-4 -4 168 118" preserveAspectRatio="none">
          <path d="${ringPath(160, 110, 5)}" />
        </svg>`
      : NOTHING;
  return html`<section class="score" aria-labelledby="score">
    <h2 id="score" class="visually-hidden">Score: ${points} of 100. ${word}.</h2>
    <p class="big" aria-hidden="true">
      <span class="number num">${points}${circled}</span> <span class="of">of 100</span>
    </p>
    ${ruler(points, report.passMark)}
    <p><strong>${word}.</strong> ${margin}</p>
    <table>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Share</th>
          <th scope="col">Score</th>
        </tr>
      </thead>
      <tbody>
        ${report.criteria.map((criterion) => part(criterion, report))}
      </tbody>
    </table>
  </section>`;
}

function ruler(points: number, passMark: number): Html {
  const ticks = Array.from({ length: 11 }, (_, i) => `M${i * 20} 14v-3`).join('');
  return html`<svg
    class="ruler"
    viewBox="0 0 200 22"
    role="img"
    aria-label="${points} on a scale to 100, pass mark at ${passMark}"
  >
    <path d="M0 14H200${ticks}" class="line" />
    <path d="M${passMark * 2} 21V6" class="mark-line" />
    <path d="M${points * 2} 13l-4 -8h8z" class="at" />
  </svg>`;
}

const part = (criterion: CriterionReport, { criteria }: Report): Html =>
  html`<tr>
    <th scope="row"><a href="#criterion-${criterion.id}">${criterion.title}</a></th>
    <td class="num share">${shareOf(criterion, criteria)}</td>
    <td class="num own">
      ${criterion.score} <span class="visually-hidden">${criterion.pass ? 'met' : 'not met'}</span>
    </td>
  </tr>`;
