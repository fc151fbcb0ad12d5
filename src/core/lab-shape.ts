import type { CriterionSpec } from '../../graders/exercise/schema.ts';

/** What the `generation` kind is told of the file's shape: width by height, and how far off it may be. */
interface Aspect {
  ratio: readonly [number, number];
  tolerance: number;
}

/** The shape that the brief asks for, such as "4:5", when none of the sizes has it; null when one has, or none is asked. */
export function shapeMissed(
  criteria: readonly Pick<CriterionSpec, 'kind' | 'params'>[],
  sizes: readonly (readonly [width: number, height: number])[],
): string | null {
  // The exercise's params have been parsed by their kind before it came here.
  const asked = criteria
    .filter(({ kind }) => kind === 'generation')
    .map(({ params }) => params['aspect'] as Aspect | undefined)
    .find((aspect) => aspect !== undefined);
  if (!asked) return null;
  const [across, down] = asked.ratio;
  const fits = sizes.some(
    ([width, height]) => Math.abs((width / height) * (down / across) - 1) <= asked.tolerance,
  );
  return fits ? null : `${across}:${down}`;
}
