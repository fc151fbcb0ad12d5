import type { Exercise } from '../types.ts';

/** Every frame of a set as an exercise of its own, with the set's rules and criteria; a single picture is one frame. */
export const frameExercises = <E extends Exercise>(exercise: E): E[] =>
  exercise.frames.length === 0
    ? [exercise]
    : exercise.frames.map(({ start, references, regions }) => ({
        ...exercise,
        start,
        references,
        regions: { ...exercise.regions, ...regions },
        frames: [],
      }));
