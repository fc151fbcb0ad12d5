import { saysViews, type Fact, type SaysView } from '#core/view/says.ts';
import type { Report } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** What the files say about themselves: how they were made, where they come from, what they give away. */
export function says(report: Report): Html {
  const views = saysViews(report);
  if (views.length === 0) return NOTHING;
  const whose = views.length === 1 ? 'this file says about itself' : 'these files say about themselves';
  return html`<section class="says" aria-labelledby="says">
    <h2 id="says">What ${whose}</h2>
    ${views.map(ofFile)}
  </section>`;
}

function ofFile(view: SaysView): Html {
  const title = view.title === '' ? NOTHING : html`<h3>${view.title}</h3>`;
  if (view.silent)
    return html`<div class="file-says">
      ${title}
      <p class="soft">
        This file says nothing about how it was made; that proves nothing either way. Many programs and almost
        every website strip such notes on the way.
      </p>
    </div>`;
  return html`<div class="file-says">
    ${title}
    <p>${view.line}.</p>
    <div class="parts">
      ${part(
        'What does not go together',
        view.observations.map((text) => html`<p>${text}</p>`),
        'These are observations, not verdicts: metadata can be wrong, lost or written by anyone.',
        'wide seen',
      )}
      ${part(
        'How it was made',
        [
          ...view.passages.map(
            ({ name, text }) =>
              html`<p class="note">${name}</p>
                <p class="prompt">${text}</p>`,
          ),
          ...facts(view.settings),
        ],
        '',
        'wide',
      )}
      ${part('Where it says it comes from', [...facts(view.source), ...list(view.problems)])}
      ${part(
        'What it gives away',
        list(view.private),
        'Take these out before the file leaves the house, unless the client asks for them.',
      )}
      ${part(
        'What it tells of the capture',
        list(view.capture),
        'Nobody is given away by these; a date or a camera is often owed to an archive.',
      )}
    </div>
  </div>`;
}

/** A part with a heading and perhaps a note; nothing where it is empty. */
function part(title: string, content: Html[], note = '', look = ''): Html {
  if (content.length === 0) return NOTHING;
  return html`<section class="${look}">
    <h3 class="part-title">${title}</h3>
    ${content} ${note === '' ? NOTHING : html`<p class="note">${note}</p>`}
  </section>`;
}

const facts = (all: Fact[]): Html[] =>
  all.length === 0
    ? []
    : [
        html`<dl class="num">
          ${all.map(
            ({ name, value, term, exact }) =>
              html`<div>
                <dt>${name}</dt>
                <dd class="${exact ? 'code' : ''}">
                  ${value}${term === undefined ? NOTHING : html` <span class="code term">${term}</span>`}
                </dd>
              </div>`,
          )}
        </dl>`,
      ];

const list = (items: string[]): Html[] =>
  items.length === 0
    ? []
    : [
        html`<ul>
          ${items.map((text) => html`<li>${text}</li>`)}
        </ul>`,
      ];
