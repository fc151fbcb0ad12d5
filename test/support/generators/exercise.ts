import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ramp } from '#test/support/platform.ts';

/** An exercise whose submission is `count` generated pictures, judged by their delivery alone. */
export async function writeGenerated(root: string, slug: string, id: string, count: number): Promise<void> {
  const folder = join(root, 'prompting', slug);
  await mkdir(join(folder, 'start'), { recursive: true });
  await ramp(240, 160)
    .png()
    .toFile(join(folder, 'start', 'start.png'));
  const spec = {
    id,
    title: `Lighthouse ${slug}`,
    summary: 'Generate a lighthouse.',
    track: 'prompting',
    level: 'starter',
    minutes: 5,
    skills: ['prompting'],
    submission: {
      kind: 'generated',
      count,
      formats: ['png', 'jpeg', 'webp'],
      maxBytes: 5_000_000,
      maxPixels: 4_000_000,
      size: { minWidth: 256, minHeight: 256 },
    },
    start: 'start/start.png',
    criteria: [
      { id: 'delivery', kind: 'delivery', title: 'Delivery', weight: 1, params: { formats: ['png'] } },
    ],
    passMark: 60,
    licence: 'CC-BY-4.0',
  };
  await writeFile(join(folder, 'exercise.yaml'), stringify(spec));
  await writeFile(join(folder, 'brief.mdx'), 'A lighthouse at dusk.\n');
}
