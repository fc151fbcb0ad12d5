import type { Lab } from '../colour/lab.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from '../criteria/types.ts';
import type { Params } from '../report/schema.ts';

/** What was measured at one frame, in words. */
export interface Reading {
  /** In the criterion's unit. */
  value: number;
  /** The code of a few words. */
  code: string;
  params: Params;
}

/** The mean colour of a frame and the one it should have; the words tell the difference. */
export interface FrameReading extends Reading {
  mean: Lab;
  wanted: Lab;
}

export interface SetMeasurement extends Measurement {
  /** In the order of the frames. */
  readings: FrameReading[];
}

/** A kind of criterion that looks at all frames of a set together. */
export interface SetKind<P = unknown> extends Omit<Kind<P>, 'measure' | 'explain'> {
  /** One context a frame, in their order. */
  measure(frames: readonly Context[], params: P): SetMeasurement;
  /** A remark about a frame names it; its text is given the frame's name as `frame`. */
  explain(measurement: SetMeasurement, verdict: Verdict, params: P): FrameFinding[];
}

export interface FrameFinding extends Finding {
  /** Index of the frame that is meant. */
  frame?: number;
}
