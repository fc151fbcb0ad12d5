import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Plane } from '#graders/pixels/types.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url));

/** Published values made by others stand beside the project; where they are absent, their tests are skipped. */
export const hasFixtures = (folder: string): boolean => existsSync(FOLDER + folder);
export const fixture = (path: string): string => FOLDER + path;
export const fixtureJson = <T>(path: string): T => JSON.parse(readFileSync(FOLDER + path, 'utf8')) as T;

/** A grey fixture as stored, without any conversion. */
export async function greyFixture(path: string): Promise<Plane> {
  const { data, info } = await sharp(readFileSync(FOLDER + path))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
