import { z } from 'zod';
import { Save } from '../pixels/save.ts';
import type { LaidRules } from '../exercise/schema.ts';
import { cook } from './recipe.ts';
import { Steps } from './operations/index.ts';
import type { Studio } from './operation.ts';
import type { Picture } from './picture.ts';

const half = [{ resize: { scale: 0.5 } }];

/** The ways a right answer may be saved: what differs between these is no mistake, and sets the tolerances. */
const WAYS = {
  png: { save: { format: 'png' } },
  'png-16': { save: { format: 'png', bitDepth: 16 } },
  'webp-lossless': { save: { format: 'webp', lossless: true } },
  'webp-90': { save: { format: 'webp', quality: 90 } },
  'webp-80': { save: { format: 'webp', quality: 80 } },
  'jpeg-92': { save: { format: 'jpeg', quality: 92, subsampling: '4:4:4' } },
  'jpeg-92-420': { save: { format: 'jpeg', quality: 92, subsampling: '4:2:0' } },
  'jpeg-80': { save: { format: 'jpeg', quality: 80, subsampling: '4:4:4' } },
  'jpeg-80-420': { save: { format: 'jpeg', quality: 80, subsampling: '4:2:0' } },
  'avif-70': { save: { format: 'avif', quality: 70 } },
  'tiff-16': { save: { format: 'tiff', bitDepth: 16 } },
  p3: { save: { format: 'png', profile: 'p3' } },
  'adobe-rgb': { save: { format: 'jpeg', quality: 92, profile: 'adobe-rgb' } },
  rotated: { save: { format: 'jpeg', quality: 92, orientation: 6 } },
  half: { ops: half, save: { format: 'png' } },
  'half-jpeg': { ops: half, save: { format: 'jpeg', quality: 90 } },
} as const satisfies Record<string, { ops?: object[]; save: z.input<typeof Save> }>;

export type ExportName = keyof typeof WAYS;
export const ExportName = z.enum(Object.keys(WAYS) as [ExportName, ...ExportName[]]);

/** Lossless ways reproduce the reference and must score 100. */
export const LOSSLESS: ReadonlySet<ExportName> = new Set(['png', 'webp-lossless']);

/** Every way that the rules of the submission allow. AVIF is slow to write and behaves like WebP, so it is left out. */
export function allowedExports(
  { formats, size }: Pick<LaidRules, 'formats' | 'size'>,
  width: number,
): ExportName[] {
  return (Object.keys(WAYS) as ExportName[]).filter((name) => {
    const { format } = WAYS[name].save;
    if (format === 'avif' || format === 'tiff' || !formats.includes(format)) return false;
    return !name.startsWith('half') || (size.rule !== 'exact' && size.minWidth * 2 <= width);
  });
}

/** The reference saved in one of the ways. */
export async function exported(
  reference: Picture,
  name: ExportName,
  studio: Studio,
): Promise<{ picture: Picture; save: Save }> {
  const way: { ops?: readonly object[]; save: z.input<typeof Save> } = WAYS[name];
  const ops = Steps.parse(way.ops ?? []);
  const from = { ...studio, picture: async () => reference };
  return { picture: await cook({ from: 'reference', ops }, from), save: Save.parse(way.save) };
}
