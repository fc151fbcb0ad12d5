import type { Assignment, Cohort, Label, Member, StoredOverride } from '#core/cohorts.ts';
import type { Duty } from '#core/duties.ts';
import type { Move } from '#core/moves.ts';
import type { Action, CohortRole } from '#core/permissions.ts';
import type { Roster } from '#core/roster.ts';
import type { Learner, Outcome } from '#core/types.ts';
import type { AssignmentForm, OverrideForm } from '#core/view/assignment-form.ts';

export interface ClassSummary {
  cohort: Cohort;
  /** Null: an owner who is no member. */
  role: CohortRole | null;
  learners: number;
  assignments: Assignment[];
}

/** A class as one person may see it: of the others a learner sees the staff alone, and of the labels their own. */
export interface ClassView {
  cohort: Cohort;
  role: CohortRole | null;
  can: Record<Action, boolean>;
  members: Member[];
  labels: Label[];
  /** By due time, those without one last. */
  assignments: Assignment[];
  overrides: StoredOverride[];
}

/** One line of the roster that was taken in, with the token of the link that sets a first password where one was made. */
export interface Enrolled {
  name: string;
  email: string;
  token: string | null;
}

export interface HistoryEntry {
  id: string;
  at: number;
  /** Null: the command line, or somebody whose account is gone. */
  actor: string | null;
  code: string;
  subject: string;
  before: unknown;
  after: unknown;
  reason: string | null;
}

/**
 * Classes and what is assigned in them. Refusals: 404 no-such-class for whoever is not in it, 403 not-yours-to-do for
 * whoever may only look, 409 class-archived, 409 changed-meanwhile, and those named with each.
 */
export interface Cohorts {
  /** Those this person is in; for an owner all. */
  list(viewer: Learner): Promise<ClassSummary[]>;
  /** Whether this person is in a class, or may make one: then classes are named in the header. */
  concern(viewer: Learner): Promise<boolean>;
  /** 422 name-invalid, zone-unknown. */
  create(viewer: Learner, form: { name: string; zone: string }): Promise<Outcome<Cohort>>;
  see(viewer: Learner, cohortId: string): Promise<Outcome<ClassView>>;
  /** Another zone keeps every wall time and moves the instants. 422 name-invalid, zone-unknown, …-no-such-time. */
  change(
    viewer: Learner,
    cohortId: string,
    form: { name: string; zone: string; version: string },
  ): Promise<Outcome<Cohort>>;
  setArchived(viewer: Learner, cohortId: string, archived: boolean): Promise<Outcome<void>>;
  /** `rotate`: a new code, the old one no longer holds; an invitation that is closed keeps its code. */
  setInvite(viewer: Learner, cohortId: string, what: 'open' | 'close' | 'rotate'): Promise<Outcome<void>>;
  /** The class behind a code. 404 invite-unknown, 403 invite-closed. */
  invitation(code: string): Promise<Outcome<Cohort>>;
  /** As learner; whoever is in it already stays what they are. 403 account-needed. */
  join(viewer: Learner, code: string): Promise<Outcome<Cohort>>;

  /** 404 member-unknown, 409 last-instructor. */
  setMember(
    viewer: Learner,
    cohortId: string,
    learnerId: string,
    form: { role: string; labels: readonly string[] },
  ): Promise<Outcome<void>>;
  removeMember(viewer: Learner, cohortId: string, learnerId: string): Promise<Outcome<void>>;
  /** Whoever asks is no member any more; an invitation or the roster brings them back with labels and extensions. 409 last-instructor. */
  leave(viewer: Learner, cohortId: string): Promise<Outcome<void>>;
  /** 422 label-invalid, 409 label-taken. */
  addLabel(viewer: Learner, cohortId: string, name: string): Promise<Outcome<void>>;
  /** 409 label-used. */
  removeLabel(viewer: Learner, cohortId: string, labelId: string): Promise<Outcome<void>>;
  /** What a CSV would do, line by line; nothing is changed. 422 roster-… */
  previewRoster(viewer: Learner, cohortId: string, csv: string): Promise<Outcome<Roster>>;
  /** Does it; lines with mistakes are left out. The same CSV again changes nothing. */
  importRoster(viewer: Learner, cohortId: string, csv: string): Promise<Outcome<Enrolled[]>>;
  /** Members who never set a password: of each an id. */
  withoutPassword(viewer: Learner, cohortId: string): Promise<string[]>;
  /** New first-password links for them; older ones no longer work. */
  firstLinks(viewer: Learner, cohortId: string): Promise<Outcome<Enrolled[]>>;

  /** 422 title-…, work-…, opens-…, due-…, closes-…, late-…, attempts-…; 404 no-such-assignment. */
  assign(viewer: Learner, cohortId: string, form: AssignmentForm): Promise<Outcome<Assignment>>;
  /** Whom a change would touch; nothing is changed. */
  previewChange(
    viewer: Learner,
    cohortId: string,
    assignmentId: string,
    form: AssignmentForm,
  ): Promise<Outcome<Move>>;
  /** `along`: the overrides whose own times move by as much as the assignment's. */
  changeAssignment(
    viewer: Learner,
    cohortId: string,
    assignmentId: string,
    form: AssignmentForm,
    along: readonly string[],
  ): Promise<Outcome<Assignment>>;
  removeAssignment(viewer: Learner, cohortId: string, assignmentId: string): Promise<Outcome<void>>;
  /** A new override, or one in place of another. 422 for-…, due-…; 409 for-taken, override-gone, would-shorten. */
  putOverride(
    viewer: Learner,
    cohortId: string,
    assignmentId: string,
    form: OverrideForm,
  ): Promise<Outcome<void>>;
  removeOverride(
    viewer: Learner,
    cohortId: string,
    assignmentId: string,
    overrideId: string,
  ): Promise<Outcome<void>>;

  /** What this learner has to do in classes: in one, at one exercise, or all. By due time. */
  duties(learner: Learner, only?: { cohortId?: string; exerciseId?: string }): Promise<Duty[]>;
  /** What was done in a class, newest first. */
  history(viewer: Learner, cohortId: string): Promise<Outcome<HistoryEntry[]>>;
}
