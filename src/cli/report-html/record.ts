import { megabytes } from '#core/sizes.ts';
import { titleOf } from '#core/view/frames.ts';
import type { FileFacts, Report } from '#graders/report/schema.ts';
import { html, NOTHING, type Html } from './html.ts';

/** Everything that can be checked later: notes on the file, its facts, what graded it. */
export function record(report: Report): Html {
  const { submission, notes, prompt, versions, graderVersion, exercise } = report;
  const graded = Object.entries({ grader: graderVersion, ...versions });
  return html`<section class="record" aria-labelledby="record">
    <h2 id="record">${prompt ? 'The text' : submission.length > 1 ? 'The files' : 'The file'}</h2>
    ${
      notes.length === 0
        ? NOTHING
        : html`<ul class="notes">
            ${notes.map(({ text }) => html`<li>${text}</li>`)}
            <li class="note">None of this costs points.</li>
          </ul>`
    }
    <div class="cols">
      ${submission.map((file) => facts(file, report))}
      <dl class="facts num">
        ${row('Graded by', graded.map(([name, version]) => `${name} ${version}`).join(', '))}
        ${row('Exercise', exercise.digest.slice(0, 16), 'code')}
      </dl>
    </div>
  </section>`;
}

const row = (name: string, value: string, look = ''): Html =>
  html`<dt>${name}</dt>
    <dd class="${look}">${value}</dd>`;

function facts(file: FileFacts, report: Report): Html {
  return html`<dl class="facts num">
    ${row('File', file.name)}
    ${file.frame === undefined ? NOTHING : row('Shows', titleOf(file.frame, report))}
    ${report.prompt ? textFacts(report.prompt) : pictureFacts(file)}
    ${row('Bytes', `${file.bytes.toLocaleString('en-GB')} (${megabytes(file.bytes)})`)}
    ${row('SHA-256', file.sha256, 'code')}
  </dl>`;
}

const textFacts = ({ characters, tokens }: NonNullable<Report['prompt']>): Html =>
  html`${row('Format', 'Plain text, UTF-8')}
  ${row('Length', `${characters} characters, ${tokens} tokens for CLIP`)}`;

const pictureFacts = (file: FileFacts): Html =>
  html`${row('Format', file.format.toUpperCase())} ${row('Pixels', `${file.width} × ${file.height}`)}
  ${row('Depth', `${file.bitDepth} bits a channel`)} ${row('Profile', file.profile)}
  ${row('Alpha', file.hasAlpha ? 'yes' : 'no')}`;
