import type { PictureInfo } from '../../server/app.ts';

/** The address of a picture's smallest version that fills `width` px, or of its largest one. */
export function urlFor(picture: PictureInfo, width: number): string {
  const chosen = picture.widths.find((offered) => offered >= width) ?? picture.widths.at(-1)!;
  return picture.url(chosen, 'webp');
}
