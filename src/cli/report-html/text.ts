import { proofOf, type ProofMark } from '#core/view/proof.ts';
import { runsOf } from '#core/view/spans.ts';
import { weightText } from '#core/view/look.ts';
import type { PromptReport } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** A text with its marks, a sentence for each, and what its syntax makes weigh more or less. */
export function textProof(prompt: PromptReport): Html {
  const { text, marks, weights } = proofOf(prompt);
  const words = runsOf(text, marks).map((run) => {
    const kinds = [...new Set(run.marks.map(({ kind }) => kind))].join(' ');
    return html`${run.begins.map(number)}<span class="${kinds}">${run.text}</span>`;
  });
  return html`<p class="${prompt.dialect === 'natural' ? 'text' : 'text code'}">${joined(words)}</p>
    <p class="note">${prompt.characters} characters, ${prompt.tokens} tokens for CLIP</p>
    ${marks.length > 0 ? html`<dl class="marks">${marks.map(sentence)}</dl>` : NOTHING}
    ${
      weights.length > 0
        ? html`<h3>How much it weighs</h3>
            <dl>
              ${weights.map(
                ({ text: phrase, weight }) =>
                  html`<dt>${weightText(weight)}</dt>
                    <dd>${phrase}</dd>`,
              )}
            </dl>`
        : NOTHING
    }`;
}

const number = ({ n, kind }: ProofMark): Html => html`<sup class="${kind}">${n}</sup>`;

const sentence = (mark: ProofMark): Html =>
  html`<dt><sup class="${mark.kind}">${mark.n}</sup></dt>
    <dd><i>${mark.words}</i> ${mark.text}</dd>`;

/** Without anything in between: blank space of the text is its own. */
const joined = (parts: Html[]): Html => parts.reduce((all, part) => html`${all}${part}`, NOTHING);
