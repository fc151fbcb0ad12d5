import { getCollection } from 'astro:content';
import type { Course, ExerciseFacts } from '#core/view/path.ts';
import { startRef } from '#core/view/start-ref.ts';
import type { Exercise } from '../../../graders/types.ts';

/** Everything the paths are made of: content, catalogue, and how far the learner is. */
export async function loadCourse({ app, learner }: App.Locals): Promise<Course> {
  const [tracks, lessons] = await Promise.all([getCollection('tracks'), getCollection('lessons')]);
  const exercises = app.catalogue.all();
  const totals = new Map(lessons.map(({ id, data }) => [id, data.checks.length]));
  const byId = learner ? await app.progress.exercises(learner) : new Map();
  return {
    tracks: tracks.map(({ data }) => data),
    lessons: lessons.map(({ id, data }) => ({ ...data, key: id, checks: data.checks.length })),
    exercises: exercises.map(exerciseFacts),
    lessonProgress: learner ? await app.progress.lessons(learner, totals) : new Map(),
    exerciseProgress: new Map(exercises.map(({ slug, spec }) => [slug, byId.get(spec.id)])),
  };
}

function exerciseFacts(exercise: Exercise): ExerciseFacts {
  const { slug, track, spec } = exercise;
  const { title, summary, level, minutes, requires } = spec;
  return { slug, track, title, summary, level, minutes, requires, picture: startRef(exercise) };
}
