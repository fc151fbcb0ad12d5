/** A rectangle in shares (0–1) of the whole picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How the crop is set: its shape, its size, and where in the spare room it lies. */
export interface Framing {
  /** Width over height, in px. */
  ratio: number;
  /** Share (0–1] of the largest crop of that shape. */
  size: number;
  /** Centre of the crop, shares of the picture; kept inside. */
  x: number;
  y: number;
}

/** The crop in shares of a picture of `aspect` (width over height), pushed back inside where it would leave it. */
export function cropOf({ ratio, size, x, y }: Framing, aspect: number): Box {
  const width = size * Math.min(1, ratio / aspect);
  const height = size * Math.min(1, aspect / ratio);
  return { x: inside(x - width / 2, 1 - width), y: inside(y - height / 2, 1 - height), width, height };
}

const inside = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Where the subject lies in the crop, in shares of the crop. */
export interface Placed {
  /** Its centre. */
  x: number;
  y: number;
  /** Air between it and each side; below 0 it is cut. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** `subject`: its box, `centre`: its centroid, both in shares of the picture. */
export function placeIn(crop: Box, subject: Box, centre: { x: number; y: number }): Placed {
  return {
    x: (centre.x - crop.x) / crop.width,
    y: (centre.y - crop.y) / crop.height,
    left: (subject.x - crop.x) / crop.width,
    right: (crop.x + crop.width - subject.x - subject.width) / crop.width,
    top: (subject.y - crop.y) / crop.height,
    bottom: (crop.y + crop.height - subject.y - subject.height) / crop.height,
  };
}
