import { count } from '#core/view/words.ts';
import { verdictOf } from '#core/view/verdict.ts';
import type { PromptReport, Report } from '#graders/report/schema.ts';
import type { Evidence, Exercise } from '#graders/types.ts';
import type { Assets } from './assets.ts';
import { criteria } from './criteria.ts';
import { dataUrl } from './data-url.ts';
import { galley } from './galley.ts';
import { histograms } from './histograms.ts';
import { html, Html, NOTHING } from './html.ts';
import { lookRules } from './looks.ts';
import type { Pictures } from './pictures.ts';
import { record } from './record.ts';
import { says } from './says.ts';
import { counted, stage } from './stage.ts';
import { verdict } from './verdict.ts';

export interface Told {
  exercise: Pick<Exercise, 'spec'>;
  report: Report;
  evidence: Evidence[];
  pictures: Pictures;
  /** A text the client accepted, once the exercise is passed. */
  accepted: PromptReport | null;
}

/**
 * The report as one HTML file, laid out as the site's page of an attempt. It needs nothing beside it: pictures, faces,
 * styles and the script are inside, and its policy lets it ask for nothing.
 */
export async function reportPage(told: Told, assets: Assets): Promise<string> {
  const { report, exercise } = told;
  const { title } = exercise.spec;
  const [first, ...more] = report.submission;
  const names = more.length > 0 ? count(more.length + 1, 'file') : (first?.name ?? '');
  const body = html`<a class="skip" href="#content">Skip to the content</a>
    <header>
      <div class="sheet bar">
        <p class="wordmark">Atelier</p>
        <p class="soft">Report</p>
      </div>
    </header>
    <main id="content" tabindex="-1">
      <div class="sheet head">
        <h1>${title}</h1>
        <p class="num soft">
          ${names === '' ? NOTHING : html`<span class="file">${names}</span>: `}<strong
            >${headline(report)}</strong
          >
        </p>
      </div>
      ${report.problem ? refusal(report.problem) : graded(told)}
      <div class="sheet rest">${says(report)} ${record(report)}</div>
    </main>`;
  const { looks, frames } = counted(told);
  const faces = await assets.faces(body.text, report.prompt !== undefined);
  // To the letter: the policy knows it by its hash.
  const script = new Html(`<script>${assets.script}</script>`);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src '${new Html(assets.scriptHash)}'; base-uri 'none'; form-action 'none'"
        />
        <title>${title}: ${headline(report)}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(`${faces}\n${assets.css}\n${lookRules(looks, frames)}`)}
        </style>
      </head>
      <body>
        ${body} ${script}
      </body>
    </html>`;
  return `${page.text}\n`;
}

/** "Not yet, 56 of 100". */
function headline(report: Report): string {
  const { word } = verdictOf(report);
  return report.score === null ? word : `${word}, ${report.score} of 100`;
}

function refusal({ title, text, hint }: NonNullable<Report['problem']>): Html {
  return html`<section class="sheet refusal" aria-labelledby="problem">
    <h2 id="problem">${title}</h2>
    <p class="lead">${text}</p>
    <p class="measure">${hint}</p>
  </section>`;
}

function graded({ exercise, report, evidence, pictures, accepted }: Told): Html {
  const { title, viewing } = exercise.spec;
  const address = (name: string): string => {
    const found = evidence.find((one) => one.name === name);
    return found ? dataUrl(found.mime, found.bytes) : '';
  };
  return html`${report.prompt ? galley(report.prompt, accepted) : stage(title, { report, evidence, address }, pictures)}
    ${verdict(report)}
    <div class="sheet">
      ${criteria(report, evidence)} ${histograms(report)}
      ${viewing === undefined ? NOTHING : html`<p class="note viewing measure">${viewing}</p>`}
    </div>`;
}
