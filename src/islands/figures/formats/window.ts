export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The whole-pixel cut of a picture that a view of `view` pixels shows at a zoom, its centre at shares 0..1, kept inside. */
export function cutAt(
  picture: { width: number; height: number },
  view: { width: number; height: number },
  zoom: number,
  centre: { x: number; y: number },
): Box {
  const width = Math.min(picture.width, Math.ceil(view.width / zoom));
  const height = Math.min(picture.height, Math.ceil(view.height / zoom));
  const hold = (share: number, whole: number, part: number): number =>
    Math.min(whole - part, Math.max(0, Math.round(share * whole - part / 2)));
  return {
    x: hold(centre.x, picture.width, width),
    y: hold(centre.y, picture.height, height),
    width,
    height,
  };
}
