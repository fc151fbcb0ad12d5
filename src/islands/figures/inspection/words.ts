import type { Defect } from './tiles.ts';

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const counted = (n: number): string => NUMBERS[n] ?? String(n);

/** What has come of it so far. */
export function inWords(found: readonly number[], sound: number, defects: readonly Defect[]): string {
  const [n, total] = [found.length, defects.length];
  const alarms =
    sound === 0
      ? ''
      : ` ${sound === 1 ? 'One tile' : `${counted(sound)[0]!.toUpperCase()}${counted(sound).slice(1)} tiles`} marked where nothing is wrong.`;
  if (n === 0 && sound === 0)
    return `${counted(total)[0]!.toUpperCase()}${counted(total).slice(1)} places in this picture were drawn by a machine that did not understand them. Mark the tiles.`;
  if (n === total) return `All ${counted(total)} found.${alarms}`;
  return `${counted(n)[0]!.toUpperCase()}${counted(n).slice(1)} of ${counted(total)} found.${alarms} Go on: type, straight lines, textures, things that come twice.`;
}
