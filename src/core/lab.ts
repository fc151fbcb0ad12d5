/** What a learner asks a generator for. A setting that the generator does not take is null. */
export interface LabSettings {
  prompt: string;
  negativePrompt: string | null;
  /** Decimal digits, 0 to 4294967295: the range that every generator shares. */
  seed: string | null;
  steps: number | null;
  guidance: number | null;
  sampler: string | null;
  width: number;
  height: number;
}

/** What may differ from picture to picture within one run; everything else is the same. */
export type Varied = 'seed' | 'steps' | 'guidance' | 'sampler';

export type LabPictureState = 'wished' | 'sent' | 'stored' | 'lost' | 'left-out';

export interface LabPicture {
  /** Counted from 0 within its run. */
  position: number;
  settings: LabSettings;
  state: LabPictureState;
  /** Only while `stored`. */
  file: { name: string; sha256: string; bytes: number; width: number; height: number } | null;
  /** The lab wrote the settings into the file, since the generator had not. */
  written: boolean;
}

export type LabRunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** One press of the button: pictures of one prompt. Times are milliseconds UTC. */
export interface LabRun {
  id: string;
  learnerId: string;
  exerciseId: string;
  state: LabRunState;
  /** The learner has asked to stop it, and it has not ended yet. */
  stopping: boolean;
  askedAt: number;
  endedAt: number | null;
  /** Runs that come before it; only while waiting. */
  position: number | null;
  /** How far the picture under way is, 0 to 1; null when nothing is known. */
  share: number | null;
  pictures: LabPicture[];
  /** Why it failed, or why it waits. */
  problem: { code: string; said: string } | null;
}

export const isLive = (state: LabRunState): boolean => state === 'waiting' || state === 'running';

/** What stands in the row of a run and in its newest job. */
interface RunFacts {
  doneAt: number | null;
  failedAt: number | null;
  cancelledAt: number | null;
  leased: boolean;
}

/** Derived, never stored. */
export function stateOfRun({ doneAt, failedAt, cancelledAt, leased }: RunFacts): LabRunState {
  if (doneAt !== null) return 'done';
  if (failedAt !== null) return 'failed';
  if (cancelledAt !== null) return 'cancelled';
  return leased ? 'running' : 'waiting';
}

/** `ended`: no further picture of the run is made. */
export function stateOfPicture(
  { sentAt, storedAt, lostAt }: Record<'sentAt' | 'storedAt' | 'lostAt', number | null>,
  ended: boolean,
): LabPictureState {
  if (storedAt !== null) return 'stored';
  if (lostAt !== null) return 'lost';
  if (ended) return 'left-out';
  return sentAt === null ? 'wished' : 'sent';
}
