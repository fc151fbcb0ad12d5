import { materialAddress } from '#core/view/start-ref.ts';
import type { Exercise } from '../../../graders/types.ts';

/** What the catalogue tells of an exercise: brief facts, limits, where to download. Never references. */
export function exerciseJson({ slug, track, digest, spec, frames, material }: Exercise) {
  const { id, title, summary, level, minutes, skills, requires, lesson, submission, passMark, licence } =
    spec;
  return {
    id,
    slug,
    track,
    title,
    summary,
    level,
    minutes,
    skills,
    requires,
    lesson: lesson ?? null,
    submission,
    passMark,
    criteria: spec.criteria.map((one) => ({
      id: one.id,
      kind: one.kind,
      title: one.title,
      weight: one.weight ?? 0,
      essential: one.essential,
    })),
    licence,
    digest,
    url: `/exercises/${track}/${slug}`,
    start: `/api/exercises/${slug}/start`,
    ...(frames.length > 0
      ? {
          frames: frames.map(({ name, title }) => ({
            name,
            title,
            start: `/api/exercises/${slug}/start/${name}`,
          })),
        }
      : {}),
    ...(material.length > 0
      ? {
          material: material.map(({ path, title }) => ({ title, url: materialAddress({ slug }, path) })),
        }
      : {}),
    attempts: `/api/exercises/${slug}/attempts`,
    ...(submission.kind === 'text' ? { analysis: `/api/exercises/${slug}/analysis` } : {}),
  };
}
