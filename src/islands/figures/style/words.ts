import { chosen, PROPERTIES, type Style } from './choices.ts';

/** The style as it is asked for: the words of its properties, medium first. */
export const asked = (style: Style): string =>
  [...PROPERTIES]
    .reverse()
    .map((property) => chosen(style, property).words)
    .filter((words) => words)
    .join(', ');

/** How a style is likely to be felt, from its warmth, its contrast and its surface. */
export function felt({ palette, contrast, lens, grain, medium }: Style): string {
  if (medium !== 'photograph')
    return 'It speaks as a printed thing: somebody is telling, nobody was caught unawares.';
  const rough = grain === 'coarse' || lens === 'old';
  if (contrast === 'hard')
    return rough ? 'Tense, at close quarters, as if there had been no time.' : 'Decided and loud.';
  if (palette === 'rust')
    return contrast === 'soft' ? 'Warm and past: it reads as a memory.' : 'Warm and near.';
  if (palette === 'slate')
    return contrast === 'soft'
      ? 'Quiet and far away; with a person in it, lonely.'
      : 'Cool and matter-of-fact.';
  if (contrast === 'soft' || lens === 'glow') return 'Gentle, a little out of time.';
  return rough ? 'Rough at the edges and otherwise as found.' : 'As found: it says what was there.';
}

/** What has been decided so far, and what it does. */
export function inWords(style: Style): string {
  const said = PROPERTIES.filter((property) => property !== 'medium' && chosen(style, property).words !== '');
  const count = said.length + 1;
  const many =
    count === 1 ? 'One property is' : `${['', '', 'Two', 'Three', 'Four', 'Five'][count]} properties are`;
  return `${many} decided. ${felt(style)}`;
}
