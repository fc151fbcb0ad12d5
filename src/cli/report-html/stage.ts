import { sheetOf } from '#core/view/sheet.ts';
import { titleOf } from '#core/view/frames.ts';
import { SEVERITY_WORD } from '#core/view/remarks.ts';
import { viewerContent, type Viewed } from '#core/view/viewer.ts';
import type { Report } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';
import type { Pictures } from './pictures.ts';
import { CHECKED, choices, viewer } from './viewer.ts';

const GREYS = ['dark', 'mid', 'light'].map((id) => ({ id, label: id }));

/** The pictures on their grey: one to compare, the frames of a set to choose from, or what came from a generator. */
export function stage(title: string, viewed: Viewed & { report: Report }, pictures: Pictures): Html {
  const { layers, files } = pictures;
  if (files.length === 0) return NOTHING;
  return html`<section
    class="stage light-table"
    aria-label="${files.length > 1 ? 'Your pictures' : 'Your picture'}"
  >
    ${
      layers.length > 1
        ? set(viewed, pictures)
        : layers.length === 1
          ? viewer('picture', 'Compare the pictures', viewerContent(viewed, layers[0]!))
          : sheet(title, viewed.report, pictures)
    }
    <div class="greys">${choices('grey', 'Grey around the picture', GREYS, 'mid')}</div>
  </section>`;
}

/** How many looks and frames the styles must know of. */
export const counted = ({ report }: { report: Report }): { looks: number; frames: number } => ({
  looks: report.criteria.reduce(
    (sum, { evidence, places }) => sum + evidence.length + Math.min(1, places.length),
    0,
  ),
  frames: report.frames?.length ?? 0,
});

function set(viewed: Viewed & { report: Report }, { layers, small }: Pictures): Html {
  const { frames = [], criteria } = viewed.report;
  const tabs = frames.map(({ name, title, file }, i) => {
    const unmet = criteria.filter((one) =>
      one.frames?.some(({ frame, pass }) => frame === name && pass === false),
    ).length;
    const { src, width, height } = small[file]!;
    return html`<label
      ><input type="radio" name="frame" id="frame-${i}" ${i === 0 ? CHECKED : NOTHING} /><span
        ><img src="${src}" width="${width}" height="${height}" alt="" /><span class="label num"
          >${i + 1}, ${title}</span
        >
        <span class="state num">${unmet > 0 ? `${unmet} not met` : 'all met'}</span></span
      ></label
    >`;
  });
  const panels = frames.map(({ name }, i) => {
    const called = titleOf(name, viewed.report);
    return html`<div class="panel" data-frame="frame-${i}">
      <h2 class="still">${called}</h2>
      ${viewer(`frame-${i}`, `Compare the pictures of ${called}`, viewerContent(viewed, layers[i] ?? [], name))}
    </div>`;
  });
  return html`<div class="set">
    <fieldset class="strip">
      <legend class="visually-hidden">Frames of the set</legend>
      ${tabs}
    </fieldset>
    ${panels}
  </div>`;
}

/** Pictures straight from a generator: each with its facts and what is said of it alone. */
function sheet(title: string, report: Report, { files }: Pictures): Html {
  const rows = sheetOf({ id: '', report }, title).map(({ n, name, alt, facts, remarks, met }, i) => {
    const { src, width, height } = files[i]!;
    const several = files.length > 1;
    return html`<li>
      <img src="${src}" width="${width}" height="${height}" alt="${alt}" />
      <p class="name num">
        ${several ? html`<strong>${n}</strong>` : NOTHING} ${name}
        ${several && met ? html`<span class="met">${met}</span>` : NOTHING}
      </p>
      <p class="num">${facts}</p>
      ${remarks.map(
        ({ criterion, severity, text }) =>
          html`<p class="remark-line">
            <strong>${SEVERITY_WORD[severity]}, ${criterion.toLowerCase()}.</strong> ${text}
          </p>`,
      )}
    </li>`;
  });
  return html`<ol class="files${files.length === 1 ? ' one' : ''}">
    ${rows}
  </ol>`;
}
