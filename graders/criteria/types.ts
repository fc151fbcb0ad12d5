import type { z } from 'zod';
import type { FileFacts, Params } from '../report/schema.ts';
import type { Registration } from '../align/types.ts';
import type { Dropped } from '../metrics/aliasing.ts';
import type { Cells } from '../metrics/cells.ts';
import type { Histograms } from '../metrics/histogram.ts';
import type { Tiles } from '../pixels/tiles.ts';
import type { GenerationRecord } from '../generation/types.ts';
import type { ProvenanceRecord } from '../provenance/types.ts';
import type { ColourSpace } from '../pixels/colour-space.ts';
import type { PrivateFact } from '../pixels/private-facts.ts';
import type { Box, Plane, Raster } from '../pixels/types.ts';
import type { Region } from '../regions.ts';

/** What a criterion sees of one picture, laid into the frame of the reference. */
export interface View {
  /** 8×8 cell means in linear light, as CIE L*a*b*. */
  cells: Cells;
  histograms: Histograms;
  /** 8-bit luma of the whole frame. */
  luma: Plane;
  /** 8-bit sRGB of the whole frame, laid on white where there is an alpha. */
  pixels: Raster;
  /** 8-bit alpha of the whole frame, 255 = opaque; kept only where a criterion reads it of the reference. */
  alpha: Plane;
}

/** The same of an exercise's own picture, which stays in memory: of its pixels only what regions ask for. */
export interface KeptView extends Omit<View, 'pixels'> {
  pixels: Tiles;
  /** 8-bit luma at half the size. */
  half: Plane;
  /** What the start would look like in this frame if pixels were left out instead of averaged. */
  dropped: Dropped;
}

/** The views a criterion may read of start and reference beside cells and histograms, which are always there. */
export interface Reads {
  reference?: readonly ('luma' | 'pixels' | 'alpha')[];
  start?: readonly ('half' | 'pixels' | 'dropped')[];
}

export type ViewName = keyof KeptView;

/** One file as it is: what it says, what it shows. All that there is where nothing is laid on a reference. */
export interface FileView {
  /** Pixels of the grading frame; its own where there is no reference. */
  width: number;
  height: number;
  file: FileFacts & DeliveryFacts & Said;
  attempt: Pick<View, 'cells' | 'histograms'>;
  reference: Pick<KeptView, 'cells' | 'histograms'> | null;
  /** Share 0..1 of every cell that the attempt covers; null when it covers the whole frame. */
  covered: Float32Array | null;
  /** The criterion's region; null is the whole frame. */
  region: Region | null;
}

/** Everything a criterion may look at. No bytes, no clock, no files. */
export interface Context extends FileView {
  /** ΔE00 of every cell of the attempt to the reference, and to the start. */
  fromReference: Float32Array;
  fromStart: Float32Array;
  attempt: View;
  /** Pixels of the file that the learner was given. */
  given: { width: number; height: number };
  /** The learner's frame as it was handed in: its size and cells. The grading frame's where the frame is not free. */
  own: { width: number; height: number; cells: Cells };
  start: KeptView;
  reference: KeptView;
  /** How the learner's file lies in the frame of the reference. */
  registration: Registration;
  /** Shares of the learner's picture that the start never held: flat wedges, and filled-in content. */
  beyondStart: { empty: number; invented: number };
}

/** What a file tells of its making. */
export interface Said {
  generation: GenerationRecord | null;
  provenance: ProvenanceRecord | null;
}

/** What only the file itself can say. */
export interface DeliveryFacts {
  progressive: boolean;
  /** Such as "4:2:0"; empty when not known. */
  chromaSubsampling: string;
  /** The space of its pixels, by what its profile does. */
  space: ColourSpace;
  /** Separated for print. */
  cmyk: boolean;
  /** Pixels per inch that the file gives; null where it gives none. */
  ppi: number | null;
  hasExif: boolean;
  hasGps: boolean;
  hasSerial: boolean;
  hasXmp: boolean;
  hasIptc: boolean;
  /** Comments, blocks of its own and bytes after the end, in words; empty when there are none. */
  stray: string;
  /** Texts of its creator, credit and copyright fields. */
  credits: string[];
  /** What it says of the place, the camera and the people behind it. */
  private: readonly PrivateFact[];
}

/** One distance ≥ 0. Its scale comes from the calibration unless `limit` (score 0) and `tolerance` are given here. */
export interface Term {
  distance: number;
  /** The distance at which nothing is left of the score; default: the distance of the untouched start. */
  limit?: number | undefined;
  /** The distance that costs nothing; default: the largest distance of an allowed export of the reference. */
  tolerance?: number | undefined;
  /** Share in the criterion's score; default 1. */
  weight?: number | undefined;
}

/** A place in frame pixels with the measurement there; the words are made from code and params. */
export interface MeasuredPlace {
  x: number;
  y: number;
  width: number;
  height: number;
  value: number;
  code: string;
  params: Params;
}

/** A remark before it has words; `gain` orders remarks within a criterion (larger first). */
export interface Finding {
  code: string;
  params: Params;
  gain?: number;
  /** Remarks of other criteria that it may be the cause of, by code: it must be put right before they can be told. */
  before?: readonly string[];
}

/** A colour as #rrggbb and how wide it is drawn. */
export interface Swatch {
  colour: string;
  share: number;
}

/** What lies where in the learner's own frame; places in shares of its width and height. */
export interface Composition {
  /** 1 where the subject is, on a grid over the frame. */
  subject: { columns: number; rows: number; inside: Uint8Array };
  anchor: readonly [number, number];
  /** Where the anchor should lie: a point, or a line where one coordinate is left open. */
  targets: readonly { x?: number | undefined; y?: number | undefined }[];
  /** The rectangle that should be calm. */
  calm?: Box | undefined;
}

/** A picture asked for; drawn only when the grade wants evidence. */
export type EvidenceRequest =
  /** Signed lightness difference per cell, darker ↔ lighter. */
  | { draw: 'lightness-map'; delta: Float32Array }
  /** Signed blue–yellow or green–magenta difference per cell. */
  | { draw: 'warmth-map' | 'tint-map'; delta: Float32Array }
  /** Unsigned share of change per cell, 0..1. */
  | { draw: 'change-map'; delta: Float32Array }
  /** Signed difference of fine detail per cell in octaves, softer ↔ crunchier. */
  | { draw: 'detail-map'; delta: Float32Array }
  /** Signed difference of alpha per cell, −1..1. */
  | { draw: 'matte-map'; delta: Float32Array }
  /** Crops of start, attempt and reference around the places. */
  | { draw: 'places'; places: MeasuredPlace[] }
  /** Crops of the attempt around the places, and what is lighter and darker there than the reference's luma. */
  | { draw: 'edges'; places: MeasuredPlace[] }
  /** Crops of the cut-out on two grounds, and its alpha with what is left on and eaten away. */
  | { draw: 'cut-outs'; places: MeasuredPlace[] }
  /** The colours wanted above those found. */
  | { draw: 'swatches'; wanted: Swatch[]; found: Swatch[] }
  /** The frame of the reference over the learner's picture. */
  | { draw: 'frame-map' }
  /** Lines and outlines over the learner's own frame. */
  | { draw: 'composition-map'; composition: Composition };

export interface Measurement {
  /** Term id → distance; addressed in calibration.json as `<criterion>/<term>`. */
  terms: Record<string, Term>;
  /** Shown to the learner. */
  value: number;
  unit: string;
  target: number;
  /** The term shown, and its distance in `unit` per 1: gives the tolerance that is shown. Default: none. */
  display?: { term: string; factor: number };
  /** Signed facts that `explain` turns into remarks; numbers are rounded there. */
  facts: Record<string, number>;
  /** Words among the facts: a format, a profile's name. */
  names?: Record<string, string>;
  places: MeasuredPlace[];
  evidence: EvidenceRequest[];
}

/** What scoring adds, for choosing the words. */
export interface Verdict {
  /** 0..100, and the same before clamping: negative = further away than the start. */
  score: number;
  unclamped: number;
  pass: boolean;
  /** Whole-picture scores per term, 0..100. */
  terms: Record<string, number>;
}

/**
 * A kind of criterion: pure functions over typed arrays and params.
 * `measure` gives distances, `explain` the remarks once the score is known.
 */
export interface Kind<P = unknown> {
  kind: string;
  params: z.ZodType<P>;
  /** Whether `region` may, must or must not be named. */
  region: 'none' | 'optional' | 'required';
  /** true: multiplies the total by its score / 100 and carries no weight. */
  protects: boolean;
  /** Costly views of the exercise's own pictures; touching others is a bug. Pixels are kept around the region alone. */
  reads?: Reads;
  measure(context: Context, params: P): Measurement;
  /** The same of a picture that lies on no reference, with an absolute scale; absent where the kind needs one. */
  measureAlone?(file: FileView, params: P): Measurement;
  explain(measurement: Measurement, verdict: Verdict, params: P): Finding[];
  /** Every code `explain` and `measure` can emit, with the params each text may use. */
  codes: Readonly<Record<string, readonly string[]>>;
}
