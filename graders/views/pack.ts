import type { KeptView, ViewName } from '../criteria/types.ts';
import { cellGrid } from '../metrics/cells.ts';
import { CHANNELS, type Channel } from '../metrics/histogram.ts';

interface Size {
  width: number;
  height: number;
}

type Kept = Exclude<ViewName, 'pixels' | 'dropped'>;

/** Views as plain bytes for a cache, and back. Little-endian, without a header: the frame's size says the rest. */
export const PACK: {
  [K in Kept]: { pack(view: KeptView[K]): Uint8Array; unpack(bytes: Uint8Array, frame: Size): KeptView[K] };
} = {
  cells: {
    pack: ({ lab }) => bytesOf(lab),
    unpack: (bytes, frame) => ({ ...cellGrid(frame), lab: new Float32Array(owned(bytes)) }),
  },
  luma: {
    pack: ({ data }) => data,
    unpack: (bytes, { width, height }) => ({ width, height, data: bytes }),
  },
  half: {
    pack: ({ data }) => data,
    unpack: (bytes, { width, height }) => ({ width: width >> 1, height: height >> 1, data: bytes }),
  },
  alpha: {
    pack: ({ data }) => data,
    unpack: (bytes, { width, height }) => ({ width, height, data: bytes }),
  },
  histograms: {
    pack({ channels, total, blown, blocked }) {
      const all = new Uint32Array(CHANNELS.length * 256 + 3);
      CHANNELS.forEach((channel, i) => all.set(channels[channel], i * 256));
      all.set([total, blown, blocked], CHANNELS.length * 256);
      return bytesOf(all);
    },
    unpack(bytes) {
      const all = new Uint32Array(owned(bytes));
      const channels = Object.fromEntries(CHANNELS.map((c, i) => [c, all.subarray(i * 256, (i + 1) * 256)]));
      const [total, blown, blocked] = all.subarray(CHANNELS.length * 256) as unknown as [
        number,
        number,
        number,
      ];
      return { channels: channels as Record<Channel, Uint32Array>, total, blown, blocked };
    },
  },
};

const bytesOf = (array: Float32Array | Uint32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** A copy in a buffer of its own, so that it is aligned. */
const owned = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
