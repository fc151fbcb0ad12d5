import type { SubmissionRules } from '../../graders/exercise/schema.ts';
import type { Graded } from '../../graders/types.ts';
import type { Problem, Report } from '../../graders/report/schema.ts';

/** What the supervisor and a grading child say to each other over the IPC channel (structured clone, so bytes stay bytes). */

export interface FileOnDisk {
  path: string;
  name: string;
}

export type Task =
  /** Header checks only: is this a picture this exercise takes? */
  | { type: 'inspect'; file: FileOnDisk; rules: SubmissionRules }
  /** Decodes a picture that a generator gave, whole, so that it can be shown. */
  | { type: 'look'; file: FileOnDisk }
  /** Draws the copy of a picture that anybody may see. */
  | { type: 'copy'; file: FileOnDisk; copy: CopyWish }
  | { type: 'grade'; files: FileOnDisk[]; folder: string; digest: string };

/** A public copy: at most so wide, or cut to exactly this frame where a height is given, with these words inside. */
export interface CopyWish {
  width: number;
  height?: number;
  format: 'webp' | 'jpeg';
  words: CopyWords | null;
}

export interface CopyWords {
  /** Who made it. */
  creator: string;
  credit: string;
  /** A URI of the IPTC digital source types. */
  sourceType: string;
}

/** Opens these exercise folders and grades their start pictures, ahead of the first task and between tasks. */
export interface Warm {
  type: 'warm';
  folders: string[];
}

export type ToChild = Warm | { type: 'task'; task: Task };

export type Phase = Report['phases'][number]['name'];

/** What was found in a generator's picture, and the picture as the pages show it: WebP without metadata. */
export interface LookedAt {
  format: 'png' | 'jpeg' | 'webp';
  width: number;
  height: number;
  shown: Uint8Array;
  /** The file says of itself how it was made. */
  says: boolean;
}

export type TaskResult =
  | { type: 'inspected'; problem: Problem | null }
  | { type: 'looked'; found: LookedAt | null }
  /** Null when the file cannot be decoded. */
  | { type: 'copied'; bytes: Uint8Array | null }
  | ({ type: 'graded' } & Graded);

export type FromChild =
  | { type: 'ready' }
  | { type: 'phase'; phase: Phase }
  | { type: 'result'; result: TaskResult; rss: number }
  /** The task threw: a bug of ours, whatever the file was. */
  | { type: 'threw'; message: string; rss: number };
