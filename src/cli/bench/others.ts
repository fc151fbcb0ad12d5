import { join } from 'node:path';
import { differenceMap } from '#graders/metrics/pixelmatch.ts';
import type { Raster } from '#graders/pixels/types.ts';

/** Another tool on the same pair. The two packages are for development: without them their rows are left out. */
export interface OtherTool {
  name: string;
  run(): Promise<unknown>;
  /** How often it is timed. */
  times: number;
  /** It runs in processes of its own. */
  children: boolean;
}

interface Pair {
  mine: Raster;
  reference: Raster;
  /** The same pair as files. */
  files: { mine: string; reference: string; folder: string };
}

/** ssim.js needs some 700 bytes a pixel: above this it is not asked. */
const MOST_FOR_SSIM = 13e6;

export async function otherTools({ mine, reference, files }: Pair): Promise<OtherTool[]> {
  const tools: OtherTool[] = [
    {
      name: 'pixelmatch alone',
      times: 3,
      children: false,
      run: async () => differenceMap(mine, reference, { threshold: 0.1 }),
    },
  ];
  const odiff = await import('odiff-bin').catch(() => null);
  if (odiff) {
    const out = join(files.folder, 'odiff.png');
    const asked = (path: string) => () =>
      odiff.compare(files.reference, files.mine, path, { threshold: 0.1 });
    tools.push({ name: 'odiff, with its picture', times: 3, children: true, run: asked(out) });
  }
  const ssim = mine.width * mine.height < MOST_FOR_SSIM ? await import('ssim.js').catch(() => null) : null;
  if (ssim) {
    const [a, b] = [rgba(mine), rgba(reference)];
    tools.push({
      name: 'ssim.js',
      times: 1,
      children: false,
      run: async () => ssim.ssim(a, b, { downsample: false }),
    });
  }
  return tools;
}

/** As a canvas would give it. */
function rgba({ width, height, data }: Raster): { width: number; height: number; data: Uint8ClampedArray } {
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0, at = 0; i < data.length; i += 3, at += 4) {
    out[at] = data[i]!;
    out[at + 1] = data[i + 1]!;
    out[at + 2] = data[i + 2]!;
  }
  return { width, height, data: out };
}
