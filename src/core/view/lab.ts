import { labWords } from '../lab-problems.ts';
import { isLive, type LabPicture, type LabRun, type LabSettings } from '../lab.ts';
import { count } from './words.ts';

/** The settings of a picture in one line, without the prompt: `seed 42 · 24 steps · guidance 7 · Euler · 512 × 512`. */
export function settingsLine(settings: LabSettings): string {
  const { seed, steps, guidance, sampler, width, height } = settings;
  return [
    seed === null ? null : `seed ${seed}`,
    steps === null ? null : count(steps, 'step'),
    guidance === null ? null : `guidance ${guidance}`,
    sampler,
    `${width} × ${height}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** What all pictures of a run share, in one line. */
export function sharedLine({ pictures }: Pick<LabRun, 'pictures'>): string {
  const [first] = pictures;
  if (!first) return '';
  const alone = Object.fromEntries(
    COMPARED.filter((name) => differs(pictures, name)).map((name) => [name, null]),
  );
  return settingsLine({ ...first.settings, ...alone });
}

type Compared = 'seed' | 'steps' | 'guidance' | 'sampler';
const COMPARED: Compared[] = ['seed', 'steps', 'guidance', 'sampler'];

const differs = (pictures: readonly LabPicture[], name: Compared): boolean =>
  new Set(pictures.map(({ settings }) => settings[name])).size > 1;

/** What differs within the run, in words for a picture's caption: `guidance 4`; empty where all are the same. */
export function differenceOf(picture: LabPicture, run: Pick<LabRun, 'pictures'>): string {
  return COMPARED.filter((name) => differs(run.pictures, name))
    .map((name) =>
      name === 'steps' ? `${picture.settings.steps} steps` : `${name} ${picture.settings[name]}`,
    )
    .join(', ');
}

const storedIn = (run: Pick<LabRun, 'pictures'>): number =>
  run.pictures.filter(({ state }) => state === 'stored').length;

/** How it stands with a run, in one sentence. */
export function runSentence(
  run: Pick<LabRun, 'state' | 'stopping' | 'position' | 'share' | 'problem' | 'pictures'>,
): string {
  const { state, stopping, position, share, problem, pictures } = run;
  const stored = storedIn(run);
  if (state === 'waiting' && problem) return `${labWords(problem.code).title}. It is tried again in a moment`;
  if (state === 'waiting') return position ? `${count(position, 'run')} before this one` : 'It is next';
  if (state === 'running' && stopping) return 'It is being stopped';
  if (state === 'running') {
    const current = pictures.findIndex((picture) => picture.state === 'sent' || picture.state === 'wished');
    const which = `Picture ${(current < 0 ? pictures.length - 1 : current) + 1} of ${pictures.length}`;
    return share ? `${which}: ${Math.round(100 * share)} %` : `${which} is being made`;
  }
  if (state === 'cancelled') return stored > 0 ? `Stopped after ${count(stored, 'picture')}` : 'Stopped';
  if (state === 'failed') return labWords(problem?.code ?? '').title;
  return count(stored, 'picture');
}

/** How much of the whole run is done, 0 to 1. */
export function runShare(run: Pick<LabRun, 'pictures' | 'share'>): number {
  const done = run.pictures.filter(({ state }) => state === 'stored' || state === 'lost').length;
  return Math.min(1, (done + (run.share ?? 0)) / run.pictures.length);
}

/** Changes when something new is to be seen beside progress: a picture, or the end. */
export const runStamp = (run: Pick<LabRun, 'state' | 'pictures'>): string =>
  `${isLive(run.state)} ${run.pictures.map(({ state }) => (state === 'stored' || state === 'lost' ? 1 : 0)).join('')}`;

export const pictureAddress = (runId: string, position: number): string =>
  `/api/lab/pictures/${runId}/${position}`;
