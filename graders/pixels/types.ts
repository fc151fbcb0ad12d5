import type { Params } from '../report/schema.ts';

/** 8-bit sRGB, three interleaved channels, row after row. */
export interface Raster {
  width: number;
  height: number;
  data: Uint8Array;
}

/** One 8-bit channel, row after row. */
export interface Plane {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A picture as decoded: flattened on white, and where the exercise judges it the alpha it was flattened with. */
export interface Decoded {
  raster: Raster;
  alpha: Plane | null;
}

/** A rectangle in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Why a file cannot be graded, before it has words. */
export interface Fault {
  code: FaultCode;
  params: Params;
}

/** Every code has its `title`, `text` and `hint` in `content/feedback/problems.yaml`. */
export type FaultCode =
  | 'no-file'
  | 'too-many-files'
  | 'wrong-count'
  | 'wrong-number'
  | 'same-file-twice'
  | 'frame-twice'
  | 'foreign-picture'
  | 'empty-file'
  | 'too-large'
  | 'not-an-image'
  | 'format-not-accepted'
  | 'truncated'
  | 'damaged'
  | 'too-many-pixels'
  | 'animated'
  | 'cmyk'
  | 'unusual-profile'
  | 'too-small'
  | 'wrong-aspect'
  | 'turned'
  | 'wrong-size'
  | 'another-picture'
  | 'generated-too-small'
  | 'frame-changed'
  | 'several-texts'
  | 'empty-text'
  | 'text-too-long'
  | 'not-utf8'
  | 'control-characters';

/** What a submission may be, from the exercise's rules. */
export interface Limits {
  formats: readonly ('jpeg' | 'png' | 'webp' | 'avif' | 'tiff')[];
  maxBytes: number;
  /** Width × height. */
  maxPixels: number;
  /** Files separated for print are taken too. */
  cmyk?: true | undefined;
}
