import { describe, expect, it } from 'vitest';
import type { ExerciseProgress, LessonProgress } from '#core/types.ts';
import { exerciseStops, trackPaths, whereToGoOn, type Course } from '#core/view/path.ts';

const lesson = (key: string, track: string, order: number, exercise: string) => ({
  key,
  title: `Lesson ${key}`,
  track,
  order,
  minutes: 10,
  summary: '',
  exercise,
  checks: 4,
});
const exercise = (slug: string, track: string, requires: string[] = []) => ({
  slug,
  title: `Exercise ${slug}`,
  summary: '',
  track,
  level: 'starter',
  minutes: 15,
  requires,
  picture: `exercises/${track}/${slug}/start/x.png`,
});

const course = (given: Partial<Course> = {}): Course => ({
  tracks: [
    { id: 'retouching', order: 4, title: 'Retouching', summary: '' },
    { id: 'empty', order: 2, title: 'Empty', summary: '' },
    { id: 'seeing', order: 1, title: 'Seeing', summary: '' },
  ],
  lessons: [
    lesson('retouching/healing', 'retouching', 2, 'dust'),
    lesson('retouching/balance', 'retouching', 1, 'white-balance'),
    lesson('seeing/value', 'seeing', 1, 'value-range'),
  ],
  exercises: [
    exercise('free', 'retouching'),
    exercise('dust', 'retouching'),
    exercise('white-balance', 'retouching', ['value-range', 'gone']),
    exercise('value-range', 'seeing'),
  ],
  lessonProgress: new Map(),
  exerciseProgress: new Map(),
  ...given,
});

const done: LessonProgress = { state: 'done', answered: 4, correct: 4, total: 4 };
const passed: ExerciseProgress = { state: 'passed', bestScore: 94, bestAttemptId: 'a', attempts: 2 };

describe('the path', () => {
  it('takes tracks in order, lessons in order, each followed by its exercise, the others last', () => {
    const paths = trackPaths(course());
    expect(paths.map((path) => [path.id, path.stops.map((stop) => stop.key), path.minutes])).toEqual([
      ['seeing', ['seeing/value', 'value-range'], 25],
      ['retouching', ['retouching/balance', 'white-balance', 'retouching/healing', 'dust', 'free'], 65],
    ]);
  });

  it('numbers the frames of the catalogue along the path', () => {
    expect(exerciseStops(course()).map(({ frame, key }) => [frame, key])).toEqual([
      [1, 'value-range'],
      [2, 'white-balance'],
      [3, 'dust'],
      [4, 'free'],
    ]);
  });

  it.each([
    [undefined, 'new', 'Not started'],
    [{ state: 'new', bestScore: null, bestAttemptId: null, attempts: 0 }, 'new', 'Not started'],
    [{ state: 'in-work', bestScore: null, bestAttemptId: null, attempts: 0 }, 'in-work', 'In work'],
    [{ state: 'in-work', bestScore: 61, bestAttemptId: 'a', attempts: 1 }, 'in-work', 'In work, best 61'],
    [passed, 'done', 'Passed, 94'],
  ] as const)('an exercise with %o', (progress, state, stateWord) => {
    const exerciseProgress = new Map(progress ? [['dust', progress]] : []);
    const stop = exerciseStops(course({ exerciseProgress })).find(({ key }) => key === 'dust');
    expect(stop).toMatchObject({ state, stateWord });
  });

  it.each([
    [undefined, 'new', 'Not read'],
    [{ state: 'in-work', answered: 2, correct: 1, total: 4 }, 'in-work', '2 of 4 answered'],
    [done, 'done', 'Done'],
  ] as const)('a lesson with %o', (progress, state, stateWord) => {
    const lessonProgress = new Map(progress ? [['seeing/value', progress]] : []);
    expect(trackPaths(course({ lessonProgress }))[0]?.stops[0]).toMatchObject({ state, stateWord });
  });

  it('says what is better done first until it is done', () => {
    const after = (exerciseProgress: Course['exerciseProgress']) =>
      exerciseStops(course({ exerciseProgress })).find(({ key }) => key === 'white-balance')?.after;
    expect(after(new Map())).toEqual([
      { title: 'Exercise value-range', href: '/exercises/seeing/value-range' },
    ]);
    expect(after(new Map([['value-range', passed]]))).toEqual([]);
  });
});

describe('where to go on', () => {
  const goOn = (given: Partial<Course>) => whereToGoOn(trackPaths(course(given)))?.key ?? null;

  it.each([
    ['at the beginning', {}, 'seeing/value'],
    ['after what is done', { lessonProgress: new Map([['seeing/value', done]]) }, 'value-range'],
    [
      'with what is in work',
      { exerciseProgress: new Map([['dust', { ...passed, state: 'in-work' as const }]]) },
      'dust',
    ],
    [
      'with what was left out, when the end is reached',
      { exerciseProgress: new Map([['free', passed]]) },
      'seeing/value',
    ],
  ])('%s', (_, given, key) => {
    expect(goOn(given)).toBe(key);
  });

  it('nowhere when everything is done', () => {
    const { lessons, exercises } = course();
    expect(
      goOn({
        lessonProgress: new Map(lessons.map(({ key }) => [key, done])),
        exerciseProgress: new Map(exercises.map(({ slug }) => [slug, passed])),
      }),
    ).toBeNull();
  });
});
