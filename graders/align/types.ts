/**
 * A similarity from frame pixels to source pixels: the source pixel seen at frame pixel (x, y), both measured from
 * the centre of their picture, is `scale · R(angle) · (x, y) + (dx, dy)`.
 */
export interface Similarity {
  /** Degrees, clockwise on screen positive. */
  angle: number;
  /** Source pixels per frame pixel. */
  scale: number;
  /** Source pixels. */
  dx: number;
  dy: number;
}

export interface Registration extends Similarity {
  /** Pixels of the learner's file. */
  sourceWidth: number;
  sourceHeight: number;
  /** Correlation −1..1 of the locally normalised luma in the overlap, after alignment. */
  likeness: number;
  /** `as-is`: compared where it lies · `aligned`: a small misalignment taken out · `mapped`: geometry is the task. */
  state: 'as-is' | 'aligned' | 'mapped';
}
