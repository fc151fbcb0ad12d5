import type { APIRoute } from 'astro';
import { asksForText } from '#core/kind.ts';
import { notLookedAt } from '#core/text-refusals.ts';
import { json, notFound, only, problem } from '../../_answers.ts';

/** What is seen in a text, without handing it in. Open to all, as the exercise is; nothing is stored. */
export const POST: APIRoute = async ({ locals: { app, learner, address }, params, request }) => {
  const exercise = app.catalogue.bySlug(params.slug ?? '');
  if (!exercise) return notFound('exercise');
  if (!asksForText(exercise)) return problem(notLookedAt());
  const { text, refusal } = await app.prompts.read(exercise, request);
  if (refusal) return problem(refusal);
  const looked = app.prompts.look(exercise, text, learner?.id ?? address);
  return looked.ok ? json(looked.value) : problem(looked.refusal);
};

export const ALL = only({ POST });
