import { expect, expectTypeOf, test } from 'vitest';
import * as surface from '#graders';
import type {
  Evidence,
  Exercise,
  FeatureCache,
  Graded,
  GradeOptions,
  Report,
  Submission,
  Words,
} from '#graders';

test('the library offers so much and no more', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'GRADER_VERSION',
    'Report',
    'grade',
    'measure',
    'openExercise',
    'readWords',
    'reportJsonSchema',
  ]);
});

test('its types are what its users rely on', () => {
  expectTypeOf(surface.grade).parameters.toEqualTypeOf<[Submission, Exercise, GradeOptions]>();
  expectTypeOf(surface.grade).returns.resolves.toEqualTypeOf<Graded>();
  expectTypeOf(surface.openExercise).parameter(0).toBeString();
  expectTypeOf(surface.openExercise).returns.resolves.toEqualTypeOf<Exercise>();
  expectTypeOf(surface.readWords).returns.resolves.toEqualTypeOf<Words>();
  expectTypeOf<Graded['evidence']>().toEqualTypeOf<Evidence[]>();
  expectTypeOf<Report['outcome']>().toEqualTypeOf<'passed' | 'not-yet' | 'ungradable'>();
  expectTypeOf<Report['score']>().toEqualTypeOf<number | null>();
  expectTypeOf<GradeOptions['cache']>().toEqualTypeOf<FeatureCache | undefined>();
  expectTypeOf<Submission['files'][number]>().toEqualTypeOf<{ name: string; bytes: Uint8Array }>();
});
