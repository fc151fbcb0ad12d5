import type { Mark } from '#core/view/marks.ts';
import { ringEnd, ringPath } from '#core/view/ring.ts';
import type { Layer, Overlay, ViewerContent } from '#core/view/viewer.ts';
import { html, NOTHING, type Html } from './html.ts';
import { looksOf, seenIn, type Look } from './looks.ts';

/** The pictures over each other, to be parted by a line; over the learner's the marks and maps. `id` is its own on the page. */
export function viewer(id: string, name: string, content: ViewerContent): Html {
  const looks = looksOf(content);
  const box = content.layers.find((layer) => layer.name === 'yours') ?? content.layers[0];
  if (!box) return NOTHING;
  return html`<div class="viewer" role="group" aria-label="${name}">
    <div class="frame" style="--ratio:${box.width / box.height}">
      ${content.layers.map((layer) => picture(layer, content, looks))}
      <input
        class="slide"
        type="range"
        value="50"
        aria-label="Dividing line: before at its left, yours at its right"
      />
      <span class="divider" aria-hidden="true"></span>
    </div>
    <div class="tools picks">${picks(id, content.layers)}</div>
    ${looks.length > 0 ? html`<div class="tools looks">${choices(`${id}-look`, 'On the picture', looks)}</div>` : NOTHING}
    ${content.overlays.map(({ alt }, i) => html`<p class="said" data-look="${seenIn(looks, ({ map }) => map === i)}">${alt}</p>`)}
  </div>`;
}

function picture(layer: Layer, content: ViewerContent, looks: Look[]): Html {
  const { name, label, src, width, height, alt } = layer;
  const over =
    name === 'yours'
      ? html`${content.overlays.map((overlay, i) =>
          map(
            overlay,
            seenIn(looks, (look) => look.map === i),
          ),
        )}
        ${content.marks.map((mark) =>
          ring(
            mark,
            width / height,
            seenIn(looks, ({ marks }) => marks.includes(mark.number)),
          ),
        )}`
      : NOTHING;
  return html`<figure class="layer" data-layer="${name}">
    <div class="plate">
      <img src="${src}" width="${width}" height="${height}" alt="${alt}" />
      ${over}
    </div>
    <figcaption>${label}</figcaption>
  </figure>`;
}

const map = ({ src, alt }: Overlay, look: string): Html =>
  html`<img class="map" src="${src}" alt="${alt}" data-look="${look}" />`;

/** The picture counts as a box of 1000 units width. */
function ring({ number, x, y, width, height, text }: Mark, ratio: number, look: string): Html {
  const [w, h] = [width * 1000, (height * 1000) / ratio];
  const end = ringEnd(number);
  const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;
  const path = ringPath(w, h, number);
  return html`<a
    class="mark"
    id="mark-${number}"
    href="#place-${number}"
    data-place="${number}"
    data-look="${look}"
    aria-label="Mark ${number}: ${text}"
    style="left:${percent(x)};top:${percent(y)};width:${percent(width)};height:${percent(height)}"
    ><svg viewBox="0 0 ${w.toFixed(1)} ${h.toFixed(1)}" preserveAspectRatio="none" aria-hidden="true">
      <path class="outline" d="${path}" />
      <path class="pencil" d="${path}" /></svg
    ><span
      class="number num${y < 0.05 ? ' low' : ''}"
      style="left:${percent(end.x)};top:${percent(end.y)}"
      aria-hidden="true"
      >${number}</span
    ></a
  >`;
}

function picks(id: string, layers: readonly Layer[]): Html {
  const split = layers.some(({ name }) => name === 'before') ? [{ id: 'split', label: 'Split' }] : [];
  const all = [...layers.map(({ name, label }) => ({ id: name as string, label })), ...split];
  return choices(`${id}-picture`, 'Picture', all, 'yours');
}

interface Choice {
  id: string;
  label: string;
  score?: string;
  said?: string;
}

/** Radio buttons that look like the site's; the styles act on what is chosen, so that no script is needed. */
export function choices(name: string, legend: string, all: readonly Choice[], chosen = all[0]?.id): Html {
  return html`<fieldset class="choices">
    <legend class="visually-hidden">${legend}</legend>
    ${all.map(
      ({ id, label, score = '', said = '' }) =>
        html`<label
          ><input type="radio" name="${name}" value="${id}" ${id === chosen ? CHECKED : NOTHING} /><span
            >${label}${score === '' ? NOTHING : html` <span class="num">${score}</span>`}${said === '' ? NOTHING : html`<span class="visually-hidden">${said}</span>`}</span
          ></label
        >`,
    )}
  </fieldset>`;
}

export const CHECKED = html`checked`;
