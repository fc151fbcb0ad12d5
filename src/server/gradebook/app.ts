import type { Assignment } from '#core/cohorts.ts';
import type { Choice } from '#core/gradebook/choose.ts';
import type { FailedCriterion } from '#core/gradebook/distribution.ts';
import type { HeatMap } from '#core/gradebook/places.ts';
import type { Shape } from '#core/gradebook/shapes.ts';
import type { Cell, Gradebook, Student } from '#core/gradebook/types.ts';
import type { CanvasExport } from '#core/gradebook/canvas-read.ts';
import type { Filled, Target } from '#core/gradebook/canvas-fill.ts';
import type { Learner, Outcome } from '#core/types.ts';
import type { Exercise } from '../../../graders/types.ts';

/** The class a gradebook is of. */
export interface ClassFacts {
  id: string;
  name: string;
  zone: string;
  archivedAt: number | null;
  /** Labels that somebody carries, by name. */
  labels: string[];
  /** Whether the viewer may take the grades out as a file. */
  mayExport: boolean;
}

export interface ClassGradebook extends ClassFacts {
  /** Everybody and everything. */
  whole: Gradebook;
  /** What the choice leaves of it, in its order. */
  shown: Gradebook;
  /** Students with something owed and nothing sent for a while, by what is shown. */
  silent: ReadonlySet<string>;
}

export interface StudentStanding {
  student: Student;
  cell: Cell;
}

/** A class at one exercise. */
export interface ClassView extends ClassFacts {
  exercise: Exercise;
  /** The assignment it is looked at through: the first of the class that holds it. */
  assignment: Pick<Assignment, 'title' | 'dueAt' | 'closesAt'>;
  standings: StudentStanding[];
  /** Best scores before late credit, ascending. */
  scores: number[];
  /** By each learner's newest graded attempt that counts. */
  criteria: FailedCriterion[];
  /** Where failures lie, for each picture of the exercise; none where pictures do not lie on one another. */
  maps: {
    /** In a set: the name of the picture. */
    frame: string | null;
    title: string;
    /** The start picture below it, inside the exercise's folder. */
    path: string;
    map: HeatMap;
  }[];
  stuck: StudentStanding[];
  silent: (StudentStanding & { days: number })[];
}

export interface CanvasPreview extends ClassFacts {
  read: CanvasExport;
  gradebook: Gradebook;
  targets: ReadonlyMap<string, Target>;
  filled: Filled;
}

/** Null: there is no such class, or the viewer is not of its staff. */
export interface Gradebooks {
  of(cohortId: string, viewer: Learner, choice: Choice): Promise<ClassGradebook | null>;
  atExercise(cohortId: string, slug: string, viewer: Learner): Promise<ClassView | null>;
  /** Refusals: 403 export-not-yours. */
  csv(
    cohortId: string,
    viewer: Learner,
    shape: Shape,
    choice: Choice,
  ): Promise<Outcome<{ name: string; text: string }> | null>;
  /**
   * A Canvas export of theirs with our columns filled in. `targets`: by our column's key; null: as suggested.
   * Refusals: 403 export-not-yours, 413 canvas-too-large, 422 canvas-not-text, canvas-broken, canvas-not-canvas.
   */
  fill(
    cohortId: string,
    viewer: Learner,
    file: Uint8Array,
    targets: ReadonlyMap<string, Target> | null,
  ): Promise<Outcome<CanvasPreview> | null>;
}
