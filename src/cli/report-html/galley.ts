import { weightBar, weightText, type LookWeight } from '#core/view/look.ts';
import { comparedWith, proofOf, type Proof, type ProofMark } from '#core/view/proof.ts';
import { runsOf } from '#core/view/spans.ts';
import type { PromptReport } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** A text handed back: the words in large type, beside them a sentence for every mark; below, a text that was accepted. */
export function galley(prompt: PromptReport, accepted: PromptReport | null): Html {
  const proof = proofOf(prompt);
  return html`<section class="galley" aria-labelledby="text">
    <div class="sheet">
      <div class="galley-head">
        <h2 id="text">Your text</h2>
        ${length(prompt)}
      </div>
      <div class="columns">${manuscript(proof, prompt, true)} ${margin(proof.marks)}</div>
      ${proof.weights.length > 0 ? weights(proof.weights) : NOTHING}
      ${accepted === null || accepted.text === prompt.text ? NOTHING : beside(accepted, proof)}
    </div>
  </section>`;
}

const length = ({ characters, tokens }: PromptReport): Html =>
  html`<p class="num note">${characters} characters, ${tokens} tokens for CLIP</p>`;

function manuscript({ text, marks }: Proof, { dialect }: PromptReport, linked: boolean): Html {
  const words = runsOf(text, marks).map((run) => {
    const kinds = [...new Set(run.marks.map(({ kind }) => kind))].join(' ');
    // A number stays in the line of the word it belongs to.
    const first = run.begins.length > 0 ? (/^\S*/.exec(run.text)?.[0] ?? '') : '';
    const begin =
      run.begins.length > 0
        ? html`<span class="together"
            >${joined(run.begins.map((mark) => number(mark, linked)))}<span class="run ${kinds}"
              >${first}</span
            ></span
          >`
        : NOTHING;
    return html`${begin}<span class="run ${kinds}">${run.text.slice(first.length)}</span>`;
  });
  return html`<p class="manuscript${dialect === 'natural' ? '' : ' as-code'}">${joined(words)}</p>`;
}

const number = ({ n, kind, text }: ProofMark, linked: boolean): Html =>
  linked
    ? html`<a
        class="n num ${kind}"
        href="#place-${n}"
        id="mark-${n}"
        data-place="${n}"
        aria-label="Mark ${n}: ${text}"
        >${n}</a
      >`
    : html`<span class="n num ${kind}">${n}</span>`;

const LONG = 60;

function margin(marks: readonly ProofMark[]): Html {
  if (marks.length === 0) return html`<p class="soft">Nothing is marked in this text.</p>`;
  return html`<ol class="margin" aria-label="Marks in the text">
    ${marks.map(
      ({ n, kind, text, words }) =>
        html`<li data-place="${n}" id="place-${n}">
          <span class="n num ${kind}">${n}</span>
          <span
            ><i class="words">${words.length > LONG ? `${words.slice(0, LONG - 3)}…` : words}</i>
            ${text}</span
          >
        </li>`,
    )}
  </ol>`;
}

const weights = (all: readonly LookWeight[]): Html =>
  html`<div class="weights">
    <h3>How much it weighs</h3>
    <ol class="num">
      ${all.map(({ text, weight }) => {
        const { left, width } = weightBar(weight);
        return html`<li>
          <span>${text}</span>
          <span class="scale" aria-hidden="true"
            ><span style="left:${left * 100}%;width:${width * 100}%"></span
          ></span>
          <span class="weight"><span class="visually-hidden">weighs</span> ${weightText(weight)}</span>
        </li>`;
      })}
    </ol>
  </div>`;

function beside(accepted: PromptReport, yours: Proof): Html {
  const proof = proofOf(accepted);
  const said = (words: readonly string[]): string => words.join(' · ') || '–';
  const rows = comparedWith(proof, yours).map(
    ({ what, yours: mine, accepted: theirs }) =>
      html`<div>
        <dt>${what}</dt>
        <dd><span class="who">Yours</span> <span>${said(mine)}</span></dd>
        <dd><span class="who">Accepted</span> <span>${said(theirs)}</span></dd>
      </div>`,
  );
  return html`<div class="columns accepted">
    <div>
      <h3>A text the client accepted</h3>
      ${manuscript(proof, accepted, false)} ${length(accepted)}
    </div>
    ${
      rows.length === 0
        ? NOTHING
        : html`<div>
            <h3>In both texts</h3>
            <dl class="compared">${rows}</dl>
          </div>`
    }
  </div>`;
}

/** Without anything in between: blank space of the text is its own. */
const joined = (parts: Html[]): Html => parts.reduce((all, part) => html`${all}${part}`, NOTHING);
