import type { GeneratedRules, LaidRules } from '../../../graders/exercise/schema.ts';
import { megabytes, nameOf } from '../sizes.ts';
import { list, megapixels } from './words.ts';

/** Rules of pictures; a text has its own form. */
export type PictureRules = LaidRules | GeneratedRules;
type Format = PictureRules['formats'][number];

/** What stands beside the drop zone, and what the browser checks before it sends: from the same rules as the server's. */
export interface Limits {
  formats: string;
  bytes: string;
  pixels: string;
  size: string;
  /** For the file input: MIME types and extensions. */
  accept: string;
  types: string[];
  /** Of each file. */
  maxBytes: number;
  /** How many files are handed in together. */
  count: number;
  /** Titles of the frames of a set, each one file; none where files stand for nothing but themselves. */
  frames: string[];
}

/** `frames`: titles of the pictures of a set. */
export function limitsOf(rules: PictureRules, frames: string[] = []): Limits {
  const count = rules.kind === 'generated' ? rules.count : Math.max(1, frames.length);
  return {
    formats: list(rules.formats.map(nameOf), 'or'),
    bytes: `at most ${megabytes(rules.maxBytes)}${count > 1 ? ' each' : ''}`,
    pixels: `at most ${megapixels(rules.maxPixels)}`,
    size: sizeRule(rules),
    accept: rules.formats.flatMap((format) => [`image/${format}`, ...EXTENSIONS[format]]).join(','),
    types: rules.formats.map((format) => `image/${format}`),
    maxBytes: rules.maxBytes,
    count,
    frames,
  };
}

const EXTENSIONS: Record<Format, string[]> = {
  jpeg: ['.jpg', '.jpeg'],
  png: ['.png'],
  webp: ['.webp'],
  avif: ['.avif'],
  tiff: ['.tif', '.tiff'],
};

function sizeRule(rules: PictureRules): string {
  if (rules.kind === 'generated')
    return `${rules.size.minWidth} × ${rules.size.minHeight} px or more, as your generator saved it`;
  const { size } = rules;
  switch (size.rule) {
    case 'same-aspect':
      return `the whole frame, uncropped, ${size.minWidth} px wide or more`;
    case 'free':
      return `cropped as the brief asks, ${size.minWidth} px wide or more`;
    case 'exact':
      return `exactly ${size.width} × ${size.height} px`;
  }
}
