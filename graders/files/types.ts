import type { FileView, Kind, Measurement, Verdict } from '../criteria/types.ts';
import type { FrameFinding, Reading } from '../sets/types.ts';

export interface FilesMeasurement extends Measurement {
  /** What is told of each file, in their order; none where only all of them together say something. */
  readings?: Reading[];
}

/**
 * A kind of criterion that looks at the files themselves: what they say about their making, their facts, their colours.
 * It works on one file or several, with or without a reference; where there is none every term needs its own `limit`
 * and `tolerance`.
 */
export interface FilesKind<P = unknown> extends Omit<Kind<P>, 'measure' | 'measureAlone' | 'explain'> {
  /** Of a set in the order of its frames, otherwise as they were handed in. */
  measure(files: readonly FileView[], params: P): FilesMeasurement;
  /** `frame` of a remark is the index of the file that is meant; its text is given that file's name as `frame`. */
  explain(measurement: FilesMeasurement, verdict: Verdict, params: P): FrameFinding[];
}
