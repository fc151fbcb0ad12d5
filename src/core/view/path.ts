import type { ExerciseProgress, LessonProgress } from '../types.ts';

/** A lesson or an exercise as one stop of a track's path. */
export interface Stop {
  kind: 'lesson' | 'exercise';
  /** Lesson: `<track>/<slug>`; exercise: slug. */
  key: string;
  title: string;
  summary: string;
  minutes: number;
  href: string;
  level?: string;
  /** The picture of an exercise. */
  picture?: string;
  /** Frame number in the catalogue. */
  frame?: number;
  /** What is better done first and is not done yet. */
  after: { title: string; href: string }[];
  state: 'new' | 'in-work' | 'done';
  stateWord: string;
}

export interface TrackPath {
  id: string;
  title: string;
  summary: string;
  minutes: number;
  stops: Stop[];
  done: number;
}

export interface LessonFacts {
  key: string;
  title: string;
  track: string;
  order: number;
  minutes: number;
  summary: string;
  exercise: string;
  checks: number;
}

export interface ExerciseFacts {
  slug: string;
  title: string;
  summary: string;
  track: string;
  level: string;
  minutes: number;
  requires: string[];
  picture: string;
}

export interface Course {
  tracks: { id: string; order: number; title: string; summary: string }[];
  lessons: LessonFacts[];
  exercises: ExerciseFacts[];
  lessonProgress: ReadonlyMap<string, LessonProgress>;
  exerciseProgress: ReadonlyMap<string, ExerciseProgress>;
}

/** Every track that holds something, its lessons in order, each followed by the exercise it leads to. */
export function trackPaths(course: Course): TrackPath[] {
  const stops = new Map(exerciseStops(course).map((stop) => [stop.key, stop]));
  return course.tracks
    .toSorted((a, b) => a.order - b.order)
    .map((track) => {
      const lessons = course.lessons
        .filter((l) => l.track === track.id)
        .toSorted((a, b) => a.order - b.order);
      const own = new Set(course.exercises.filter((e) => e.track === track.id).map((e) => e.slug));
      const path = lessons.flatMap((lesson) => {
        const exercise = own.delete(lesson.exercise) ? [stops.get(lesson.exercise)!] : [];
        return [lessonStop(lesson, course.lessonProgress.get(lesson.key)), ...exercise];
      });
      return { track, path: [...path, ...[...own].map((slug) => stops.get(slug)!)] };
    })
    .filter(({ path }) => path.length > 0)
    .map(({ track: { id, title, summary }, path }) => ({
      id,
      title,
      summary,
      stops: path,
      minutes: path.reduce((sum, stop) => sum + stop.minutes, 0),
      done: path.filter((stop) => stop.state === 'done').length,
    }));
}

/** The exercises in the order of the catalogue (track, then path), with their frame numbers. */
export function exerciseStops(course: Course): Stop[] {
  const links = new Map(course.exercises.map((e) => [e.slug, { title: e.title, href: addressOf(e) }]));
  const trackOrder = new Map(course.tracks.map((t) => [t.id, t.order]));
  const lessonOrder = new Map(course.lessons.map((l) => [l.exercise, l.order]));
  const place = (e: ExerciseFacts) =>
    (trackOrder.get(e.track) ?? 99) * 1000 + (lessonOrder.get(e.slug) ?? 999);
  return course.exercises
    .toSorted((a, b) => place(a) - place(b) || (a.slug < b.slug ? -1 : 1))
    .map((exercise, i) => {
      const progress = course.exerciseProgress.get(exercise.slug);
      const open = exercise.requires.filter((slug) => course.exerciseProgress.get(slug)?.state !== 'passed');
      return {
        kind: 'exercise' as const,
        key: exercise.slug,
        title: exercise.title,
        summary: exercise.summary,
        minutes: exercise.minutes,
        level: exercise.level,
        href: addressOf(exercise),
        picture: exercise.picture,
        frame: i + 1,
        after: open.flatMap((slug) => links.get(slug) ?? []),
        state: exerciseState(progress),
        stateWord: exerciseWord(progress),
      };
    });
}

const addressOf = ({ track, slug }: { track: string; slug: string }): string => `/exercises/${track}/${slug}`;

function exerciseState(progress: ExerciseProgress | undefined): Stop['state'] {
  if (!progress || progress.state === 'new') return 'new';
  return progress.state === 'passed' ? 'done' : 'in-work';
}

function exerciseWord(progress: ExerciseProgress | undefined): string {
  const state = exerciseState(progress);
  const best = progress?.bestScore ?? null;
  if (state === 'done') return best === null ? 'Passed' : `Passed, ${best}`;
  if (state === 'in-work') return best === null ? 'In work' : `In work, best ${best}`;
  return 'Not started';
}

function lessonStop(lesson: LessonFacts, progress: LessonProgress | undefined): Stop {
  const state = progress?.state ?? 'new';
  const answered = progress?.answered ?? 0;
  const words = { new: 'Not read', 'in-work': `${answered} of ${lesson.checks} answered`, done: 'Done' };
  return {
    kind: 'lesson',
    key: lesson.key,
    title: lesson.title,
    summary: lesson.summary,
    minutes: lesson.minutes,
    href: `/lessons/${lesson.key}`,
    after: [],
    state,
    stateWord: words[state],
  };
}

/** Where to go on: the first stop in work, else the first new one after the last done, else the first new one. */
export function whereToGoOn(paths: readonly TrackPath[]): Stop | null {
  const stops = paths.flatMap((path) => path.stops);
  const inWork = stops.find((stop) => stop.state === 'in-work');
  if (inWork) return inWork;
  const lastDone = stops.findLastIndex((stop) => stop.state === 'done');
  return (
    stops.slice(lastDone + 1).find((stop) => stop.state === 'new') ??
    stops.find((stop) => stop.state === 'new') ??
    null
  );
}
