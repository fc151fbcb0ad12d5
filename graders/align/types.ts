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

/** A projective map, row by row: (x, y) → ((m₀x + m₁y + m₂) / w, (m₃x + m₄y + m₅) / w), w = m₆x + m₇y + m₈. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/**
 * A similarity, or where perspective is the task a homography from frame to source pixels, measured in the same way;
 * the similarity then describes it at the frame's centre.
 */
export interface Placed extends Similarity {
  homography?: Homography;
}

export interface Registration extends Placed {
  /** Pixels of the learner's file. */
  sourceWidth: number;
  sourceHeight: number;
  /** Correlation −1..1 of the locally normalised luma in the overlap, after alignment. */
  likeness: number;
  /** `as-is`: compared where it lies · `aligned`: a small misalignment taken out · `mapped`: geometry is the task. */
  state: 'as-is' | 'aligned' | 'mapped';
}
