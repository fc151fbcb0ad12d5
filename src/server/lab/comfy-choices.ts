import { z } from 'zod';
import { GeneratorProblem } from './generator.ts';

const Names = z.array(z.string()).max(5_000);
/** Old nodes write the choices themselves, new ones `COMBO` and the choices among its options. */
const Input = z.union([
  z
    .tuple([Names])
    .rest(z.unknown())
    .transform(([names]) => names),
  z
    .tuple([z.literal('COMBO'), z.object({ options: Names })])
    .rest(z.unknown())
    .transform(([, { options }]) => options),
]);
const Info = z.record(
  z.string(),
  z.object({ input: z.object({ required: z.record(z.string(), z.unknown()) }) }),
);

/** What may be chosen for an input of a node, by the answer of `/object_info/<node>`. */
export function choicesOf(answer: unknown, node: string, input: string): string[] {
  const given = Info.safeParse(answer).data?.[node]?.input.required[input];
  const names = Input.safeParse(given);
  if (!names.success) throw new GeneratorProblem('not-understood');
  return names.data;
}
