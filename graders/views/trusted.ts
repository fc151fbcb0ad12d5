import type { Placed } from '../align/types.ts';
import type { KeptView, ViewName } from '../criteria/types.ts';
import { dropPixels } from '../metrics/aliasing.ts';
import { measureCells } from '../metrics/cells.ts';
import { halfLuma } from '../metrics/half-luma.ts';
import { measureHistograms } from '../metrics/histogram.ts';
import { measureLuma } from '../metrics/luma.ts';
import { pictureOf } from '../exercise/open.ts';
import { decodeMask, decodeTrustedLayers, sizeOfTrusted } from '../pixels/decode.ts';
import { release } from '../pixels/release.ts';
import { resizePlane } from '../pixels/resize.ts';
import { tilesOf } from '../pixels/tiles.ts';
import type { Box, Decoded } from '../pixels/types.ts';
import { regionOf, type Region } from '../regions.ts';
import type { FeatureCache, PictureFile } from '../types.ts';
import { GRADER_VERSION } from '../version.ts';
import { alphaOf } from './attempt.ts';
import { fitted, mapped } from './fit.ts';
import { Memo } from './memo.ts';
import { PACK } from './pack.ts';

export interface Size {
  width: number;
  height: number;
}

/** How a picture is laid into the frame: scaled to fill it, or moved there by a registration named `key`. */
export interface Placement {
  frame: Size;
  through?: { key: string; placed: Placed };
}

/** Start, references and masks are the same for every learner: kept while the process lives. */
const memo = new Memo(96e6);

/** Bytes a pixel that the views and regions of one exercise take, a retouch with long marks being the dearest. */
const DEAREST = 5;

async function remembered<T>(key: string, make: () => Promise<T>, size: (value: T) => number): Promise<T> {
  const known = memo.get<T>(key);
  if (known !== undefined) return known;
  const value = await make();
  memo.set(key, value, size(value));
  return value;
}

/** The pixel size of an exercise's picture. */
export const sizeOf = (picture: PictureFile): Promise<Size> =>
  remembered(
    `${picture.sha256}-size`,
    () => pictureOf(picture, sizeOfTrusted),
    () => 64,
  );

/** Which parts of a picture's pixels to keep: the close-ups of some regions, named for the memory's key. */
export interface Kept {
  key: string;
  boxes: readonly Box[];
}

/** The named views of an exercise's picture: from memory, from the cache, or made from its bytes. */
export async function trustedViews(
  picture: PictureFile,
  placement: Placement,
  names: ReadonlySet<ViewName>,
  kept: Kept,
  cache: FeatureCache | undefined,
): Promise<KeptView> {
  const { frame, through } = placement;
  memo.atLeast(frame.width * frame.height * DEAREST);
  const place = `${frame.width}x${frame.height}${through ? `-${through.key}` : ''}`;
  const prefix = `${GRADER_VERSION}-${picture.sha256}-${place}`;
  let decoded: Promise<Decoded> | undefined;
  const layers = (): Promise<Decoded> => (decoded ??= decodeInto(picture, placement));
  const view: Partial<KeptView> = {};
  for (const name of names) {
    // Pixels are as quickly decoded as read back, so they are kept in memory alone.
    if (name === 'pixels')
      view.pixels = await remembered(
        `${prefix}-pixels-${kept.key}`,
        async () => tilesOf((await layers()).raster, kept.boxes),
        ({ squares }) => squares.size * 12400,
      );
    // Only a start is asked for it, and only where it lies in the frame as it is.
    else if (name === 'dropped')
      view.dropped = await remembered(
        `${prefix}-dropped`,
        async () => dropPixels((await pictureOf(picture, decodeTrustedLayers)).raster, frame),
        ({ centre, corner }) => centre.data.length + corner.data.length,
      );
    else Object.assign(view, { [name]: await viewFrom(name, `${prefix}-${name}`, frame, layers, cache) });
  }
  if (decoded) release((await decoded).raster);
  return view as KeptView;
}

async function decodeInto(picture: PictureFile, { frame, through }: Placement): Promise<Decoded> {
  const decoded = await pictureOf(picture, decodeTrustedLayers);
  const laid = through ? mapped(decoded, frame, through.placed) : fitted(decoded, frame);
  if (laid.raster !== decoded.raster) release(decoded.raster);
  return laid;
}

const MAKE = {
  cells: ({ raster }: Decoded) => measureCells(raster),
  histograms: ({ raster }: Decoded) => measureHistograms(raster),
  luma: ({ raster }: Decoded) => measureLuma(raster),
  half: ({ raster }: Decoded) => halfLuma(raster),
  alpha: alphaOf,
};

function viewFrom(
  name: Exclude<ViewName, 'pixels' | 'dropped'>,
  key: string,
  frame: Size,
  layers: () => Promise<Decoded>,
  cache: FeatureCache | undefined,
): Promise<KeptView[typeof name]> {
  const make: (from: Decoded) => KeptView[typeof name] = MAKE[name];
  const packed = PACK[name] as {
    pack(view: unknown): Uint8Array;
    unpack(bytes: Uint8Array, frame: Size): KeptView[typeof name];
  };
  return remembered<KeptView[typeof name]>(
    key,
    async () => {
      const kept = await cache?.get(key);
      if (kept) return packed.unpack(kept, frame);
      const made = make(await layers());
      await cache?.set(key, packed.pack(made));
      return made;
    },
    (view) => ('lab' in view ? view.lab.byteLength : 'data' in view ? view.data.length : 6200),
  );
}

/** A region's mask in the frame. */
export const trustedRegion = (name: string, picture: PictureFile, frame: Size): Promise<Region> =>
  remembered(
    `${picture.sha256}-${frame.width}x${frame.height}-region-${name}`,
    async () =>
      regionOf(
        name,
        picture.sha256,
        resizePlane(await pictureOf(picture, decodeMask), frame.width, frame.height),
      ),
    ({ cells, blocks, patches }) =>
      cells.byteLength + blocks.length + patches.reduce((sum, { mask }) => sum + mask.length, 0),
  );
