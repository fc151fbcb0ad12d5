import type { CheckView } from '#core/view/checks.ts';

/**
 * What the components of a lesson share while one page is made: MDX hands them only their own props. Kept per request,
 * gone with it.
 */
interface LessonContext {
  checks: CheckView[];
  /** Checks that the text does not place: they stand before the exercise. */
  open: string[];
}

const contexts = new WeakMap<Request, LessonContext>();

export function openLesson(request: Request, context: LessonContext): void {
  contexts.set(request, context);
}

export function lessonContext(request: Request): LessonContext {
  const context = contexts.get(request);
  if (!context) throw new Error('A lesson component stands outside a lesson page.');
  return context;
}
