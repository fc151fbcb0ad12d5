import { shapeMissed } from '#core/lab-shape.ts';
import { isLive, type LabRun } from '#core/lab.ts';
import { refuse } from '#core/refusal.ts';
import { accountNeeded } from '#core/lab-refusals.ts';
import type { Learner, Outcome, Refusal } from '#core/types.ts';
import type { GeneratedRules } from '../../../graders/exercise/schema.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { App as Platform, Lab } from '../../server/app.ts';
import type { Capabilities } from '../../server/lab/generator.ts';
import type { WishForm } from '../../server/lab/wish.ts';
import { smallFormOf } from './form.ts';
import { seeOther } from './response.ts';
import { EMPTY, lastWish, wishOf } from './wish.ts';

/** What the lab's section of an exercise page shows. */
export interface LabShown {
  /** False for guests and strangers: they are told why there is nothing for them. */
  open: boolean;
  /** How many pictures the exercise takes. */
  wanted: number;
  /** Null while the generator is away. */
  takes: Capabilities | null;
  /** The shape the brief asks for, where the generator makes no picture of it. */
  misses: string | null;
  left: { left: number; perDay: number };
  runs: LabRun[];
  /** What stands in the form. */
  given: WishForm;
  /** Chosen for hand-in when it was refused. */
  chosen: string[];
  refusal: Refusal | null;
  /** The page was asked for to see this run: without scripts it looks again while the run is not over. */
  watched: LabRun | null;
}

const isLabForm = (request: Request): boolean =>
  request.method === 'POST' &&
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? '');

/** Null where the exercise has no lab; a response when a form of the lab was taken. Another form is left alone. */
export async function loadLab(
  {
    locals,
    request,
    url,
    response,
  }: { locals: App.Locals; request: Request; url: URL; response: { status?: number } },
  exercise: Exercise,
): Promise<LabShown | Response | null> {
  const { app, learner, arrivedAt } = locals;
  const lab = labFor(app, exercise);
  const { submission } = exercise.spec;
  if (!lab || submission.kind !== 'generated') return null;
  let refusal: Refusal | null = null;
  let posted = new FormData();
  if (isLabForm(request)) {
    const form = await smallFormOf(request);
    const outcome = form.ok
      ? await acted(lab, exercise, form.value, { learner, here: url.pathname, arrivedAt })
      : form;
    if (outcome.ok) return seeOther(outcome.value);
    refusal = outcome.refusal;
    response.status = refusal.status;
    if (form.ok) posted = form.value;
  }
  if (!learner || learner.guest) return closed(refusal, submission.count);
  const [takes, left, runs] = await Promise.all([
    lab.capabilities(),
    lab.left(learner),
    lab.runs(learner, exercise.spec.id),
  ]);
  const asked = url.searchParams.get('run');
  const fitting = takes.ok ? largeEnough(takes.value, submission.size) : null;
  return {
    open: true,
    wanted: submission.count,
    takes: fitting,
    misses: fitting && shapeMissed(exercise.spec.criteria, fitting.sizes),
    left,
    runs,
    given: posted.get('do') === 'ask' ? wishOf(posted) : lastWish(runs),
    chosen: posted.getAll('picture').map(String),
    refusal,
    watched: runs.find(({ id, state }) => id === asked && isLive(state)) ?? null,
  };
}

/** Without the sizes that the exercise would not take. */
const largeEnough = (takes: Capabilities, { minWidth, minHeight }: GeneratedRules['size']): Capabilities => ({
  ...takes,
  sizes: takes.sizes.filter(([width, height]) => width >= minWidth && height >= minHeight),
});

/** The lab as far as it has to do with this exercise. */
export const labFor = (app: Platform, { spec }: Pick<Exercise, 'spec'>): Lab | null =>
  spec.submission.kind === 'generated' ? app.lab : null;

const closed = (refusal: Refusal | null, wanted: number): LabShown => ({
  open: false,
  wanted,
  takes: null,
  misses: null,
  left: { left: 0, perDay: 0 },
  runs: [],
  given: EMPTY,
  chosen: [],
  refusal,
  watched: null,
});

/** Does what the form asks for; the address to go on to. */
async function acted(
  lab: Lab,
  exercise: Exercise,
  form: FormData,
  { learner, here, arrivedAt }: { learner: Learner | null; here: string; arrivedAt: number },
): Promise<Outcome<string>> {
  if (!learner || learner.guest) return refuse(accountNeeded());
  const text = (name: string) => String(form.get(name) ?? '');
  if (form.get('do') === 'cancel') {
    const done = await lab.cancel(learner, text('run'));
    return done.ok ? { ok: true, value: `${here}?run=${text('run')}#lab` } : done;
  }
  if (form.get('do') === 'hand-in') {
    const done = await lab.handIn(learner, exercise, form.getAll('picture').map(String), arrivedAt);
    return done.ok ? { ok: true, value: `/attempts/${done.value.attemptId}` } : done;
  }
  const asked = await lab.ask(learner, exercise, wishOf(form));
  return asked.ok ? { ok: true, value: `${here}?run=${asked.value}#lab` } : asked;
}
