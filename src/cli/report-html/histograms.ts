import { plotGroups, type PlotView } from '#core/view/histogram.ts';
import type { Report } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** Start, yours and target in one plot for each channel, with arrows and in words; of a set, frame by frame. */
export function histograms(report: Report): Html {
  if (report.plots.length === 0) return NOTHING;
  return html`<section class="histograms" aria-labelledby="histograms">
    <div class="rule-head">
      <h2 id="histograms">Where the tones lie</h2>
      <ul class="key note">
        <li><span class="k start"></span>start</li>
        <li><span class="k yours"></span>yours</li>
        <li><span class="k target"></span>target</li>
        <li>
          <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true">
            <path d="M1 4H20M16 1l4 3-4 3" /></svg
          >where to move
        </li>
      </ul>
    </div>
    ${plotGroups(report).map(group)}
  </section>`;
}

function group({ title, light, channels }: ReturnType<typeof plotGroups>[number], i: number): Html {
  const inside = html`<div class="plots">${light.map(plot)}</div>
    ${
      channels.length === 0
        ? NOTHING
        : html`<details>
            <summary>
              Red, green and
              blue${title === '' ? NOTHING : html`<span class="visually-hidden">: ${title}</span>`}
            </summary>
            <div class="plots">${channels.map(plot)}</div>
          </details>`
    }`;
  if (title === '') return inside;
  return html`<details class="of-frame" ${i === 0 ? OPEN : NOTHING}>
    <summary>${title}</summary>
    ${inside}
  </details>`;
}

const OPEN = html`open`;

function plot({ channel, height, start, yours, target, arrows, ends, text }: PlotView): Html {
  return html`<figure class="plot" data-channel="${channel}">
    <svg viewBox="0 -16 256 ${height + 17}" preserveAspectRatio="none" role="img" aria-label="${text}">
      <path class="start" d="${start}" />
      <path class="target" d="${target}" />
      <path class="yours" d="${yours}" />
      <path class="base" d="M0 ${height}H256" />
      ${arrows.map(arrow)}
    </svg>
    <p class="ends note" aria-hidden="true"><span>${ends[0]}</span><span>${ends[1]}</span></p>
    <figcaption>${text}</figcaption>
  </figure>`;
}

function arrow({ from, to }: PlotView['arrows'][number]): Html {
  const head = to > from ? -4 : 4;
  return html`<path class="arrow" d="M${from} -8H${to}m${head} -4L${to} -8l${head} 4M${from} -12v8" />`;
}
