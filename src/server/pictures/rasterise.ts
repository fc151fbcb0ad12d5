import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../config.ts';
import { keptFiles } from '../kept-files.ts';

const CHILD = fileURLToPath(new URL('./rasterise-child.ts', import.meta.url));
const PATIENCE_MS = 30_000;

/** A drawing of our own as PNG of this width. */
export type Rasterise = (svg: string, width: number) => Promise<Uint8Array>;

/**
 * Made when first asked for and kept in `folder`. A process of its own draws, since in this one the loader of SVG is
 * shut for good: learners' files may pass here.
 */
export function rasteriser(folder: string): Rasterise {
  const kept = keptFiles(folder);
  return (svg, width) => {
    const key = createHash('sha256').update(svg).digest('hex').slice(0, 40);
    return kept(key, `${width}.png`, () => draw(svg, width));
  };
}

async function draw(svg: string, width: number): Promise<Uint8Array> {
  const { VIPS_BLOCK_UNTRUSTED: _, ...env } = childEnvironment();
  const child = spawn(process.execPath, [CHILD, String(width)], { env, timeout: PATIENCE_MS });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject),
  );
  child.stdin.on('error', () => {}); // it ended before it had read all: its exit code tells
  child.stdin.end(svg);
  const [png, said, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`a drawing could not be rasterised: ${said.slice(0, 500)}`);
  return new Uint8Array(png);
}
