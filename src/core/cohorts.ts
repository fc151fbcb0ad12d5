import type { CohortRole } from './permissions.ts';
import type { Override, TermFields } from './terms.ts';
import type { Learner } from './types.ts';

/** A class: its people work on the same assignments, by its clock. Times are ms UTC. */
export interface Cohort {
  id: string;
  name: string;
  /** IANA, e.g. `Europe/Berlin`: in it all its times are meant and shown. */
  zone: string;
  inviteCode: string;
  inviteClosedAt: number | null;
  createdAt: number;
  archivedAt: number | null;
  /** Counts changes: two who edit at once notice each other. */
  version: number;
}

export interface Label {
  id: string;
  name: string;
}

export interface Member {
  learner: Learner;
  role: CohortRole;
  /** The number of the learner in the institution's own system. */
  sisId: string | null;
  joinedAt: number;
  labels: Label[];
}

/** What was chosen: whole tracks, by the id of `content/tracks.yaml`, and single exercises, by uuid. */
export interface AssignmentSource {
  tracks: string[];
  exercises: string[];
}

/** The times as they were written, `YYYY-MM-DDTHH:MM` in the cohort's zone. */
export interface Walls {
  opens: string | null;
  due: string | null;
  closes: string | null;
}

export interface Assignment extends TermFields {
  id: string;
  cohortId: string;
  title: string;
  source: AssignmentSource;
  /** The exercises as the source held them when they were assigned, in their order. */
  exerciseIds: string[];
  required: boolean;
  /** The newest attempt of each learner waits for a person to look at it. */
  needsReview: boolean;
  walls: Walls;
  createdAt: number;
  version: number;
}

export interface StoredOverride extends Override {
  assignmentId: string;
  /** Of the times that are set; null: inherited. */
  walls: Walls;
  reason: string;
  madeAt: number;
  madeBy: string | null;
}
