import type { Outcome, Refusal } from '#core/types.ts';
import { smallFormOf } from './form.ts';

interface Page {
  request: Request;
  locals: App.Locals;
  response: { status?: number };
}

/** What came of a form on an attempt's page: what was typed stays in its fields. */
export interface ReviewPosted {
  given: Record<string, string>;
  refusal: Refusal | null;
  /** The part of the page to go back to, where it was done. */
  done: string | null;
}

/** Every field of a long review at its longest, in any script. */
const MOST_BYTES = 1024 * 1024;

const NOTHING: ReviewPosted = { given: {}, refusal: null, done: null };

/** Does what a form of the review or of an appeal asks for. A refusal also gives the page its status. */
export async function reviewPosted(page: Page, attemptId: string): Promise<ReviewPosted> {
  const { request, locals, response } = page;
  if (request.method !== 'POST' || !locals.learner) return NOTHING;
  const form = await smallFormOf(request, MOST_BYTES);
  const given = form.ok
    ? Object.fromEntries(
        [...form.value].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      )
    : {};
  const unsent = form.ok ? await notSentYet(page, attemptId, given) : null;
  if (unsent) return { given: unsent, refusal: null, done: null };
  const outcome = form.ok ? await act(page, attemptId, given) : form;
  if (outcome.ok) return { given: {}, refusal: null, done: outcome.value };
  response.status = outcome.refusal.status;
  return { given, refusal: outcome.refusal, done: null };
}

/** A click in the picture, or the wish for a snippet: the form comes back filled in, and nothing is saved. */
async function notSentYet(
  { locals: { app, learner } }: Page,
  attemptId: string,
  given: Record<string, string>,
): Promise<Record<string, string> | null> {
  const { 'spot.x': left, 'spot.y': top, clicked = '' } = given;
  if (left !== undefined && top !== undefined) {
    const [width = 1, height = 1] = clicked.split(' ').map(Number);
    const share = (px: string, of: number) => String(Math.round((1000 * Number(px)) / of) / 10);
    return { ...given, x: share(left, width), y: share(top, height) };
  }
  if (given.fill !== 'yes') return null;
  const review = await app.review.of(attemptId, learner!);
  const snippet = review?.staff?.snippets.find(({ id }) => id === given.snippet);
  const body = [snippet?.body, given.body].filter(Boolean).join('\n');
  return { ...given, body };
}

/** Returns the part of the page that shows what was done. */
async function act(
  { locals: { app, learner } }: Page,
  id: string,
  given: Record<string, string>,
): Promise<Outcome<string>> {
  const { review, appeals } = app;
  const who = learner!;
  const text = (name: string) => given[name] ?? '';
  const at = async (part: string, work: Promise<Outcome<unknown>>): Promise<Outcome<string>> => {
    const outcome = await work;
    return outcome.ok ? { ok: true, value: part } : outcome;
  };
  switch (text('intent')) {
    case 'take':
      return at('panel', review.take(who, id));
    case 'release':
      return at('panel', review.release(who, id));
    case 'comment': {
      const form = { x: text('x'), y: text('y'), frame: text('frame'), criterion: text('criterion') };
      return at('panel', review.comment(who, id, { ...form, body: text('body') }));
    }
    case 'comment-remove':
      return at('review', review.removeComment(who, id, text('id')));
    case 'save':
      return at(
        'panel',
        review.save(who, id, {
          scores: startingWith('score-', given),
          notes: startingWith('note-', given),
          whole: text('whole'),
          note: text('note'),
          version: text('version'),
          done: text('done') === 'yes',
        }),
      );
    case 'snippet':
      return at(
        'panel',
        review.addSnippet(who, { kind: text('kind'), body: text('body'), cohortId: text('cohort') }),
      );
    case 'snippet-remove':
      return at('panel', review.removeSnippet(who, text('id')));
    case 'appeal': {
      const form = { criterion: text('criterion'), reason: text('reason') };
      return at('appeal', appeals.make(who, id, { ...form, consent: text('consent') === 'yes' }));
    }
    case 'appeal-withdraw':
      return at('appeal', appeals.withdraw(who, id, text('id')));
    case 'appeal-answer': {
      const form = { appealId: text('id'), answer: text('answer'), score: text('score') };
      return at('appeal', appeals.answer(who, id, { ...form, accepted: text('accepted') === 'yes' }));
    }
    default:
      return { ok: true, value: '' };
  }
}

const startingWith = (start: string, given: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      name.startsWith(start) ? [[name.slice(start.length), value]] : [],
    ),
  );
