import type { LabSettings } from '#core/lab.ts';
import { withTokens } from './tokens.ts';
import { SLOTS, type Graph, type Slot, type Workflow } from './types.ts';

/** The workflow with the settings of one picture in their places. What a setting leaves open stays as it was exported. */
export function filled({ graph, places }: Workflow, settings: LabSettings, model: string | null): Graph {
  const values = valuesOf(settings, model);
  const result: Graph = Object.fromEntries(
    Object.entries(graph).map(([id, { class_type, inputs, _meta }]) => [
      id,
      {
        class_type,
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([input, value]) => [input, withTokens(input, value, values)]),
        ),
        ...(_meta ? { _meta } : {}),
      },
    ]),
  );
  for (const slot of SLOTS) {
    const value = values[slot];
    if (value === undefined) continue;
    for (const { node, input } of places[slot]) {
      // What had a token has been filled in already.
      if (result[node]!.inputs[input] === graph[node]!.inputs[input]) result[node]!.inputs[input] = value;
    }
  }
  // One picture at a time is counted, whatever the workflow was exported with.
  for (const { node } of places.width) {
    const { inputs } = result[node]!;
    if (typeof inputs['batch_size'] === 'number') inputs['batch_size'] = 1;
  }
  return result;
}

/** A setting that was not asked for is not among them: there the workflow's own value stays. */
function valuesOf(settings: LabSettings, model: string | null): Partial<Record<Slot, string | number>> {
  const { prompt, negativePrompt, seed, steps, guidance, sampler, width, height } = settings;
  return {
    prompt,
    negative: negativePrompt ?? '',
    width,
    height,
    ...(seed === null ? {} : { seed: Number(seed) }),
    ...(steps === null ? {} : { steps }),
    ...(guidance === null ? {} : { guidance }),
    ...(sampler === null ? {} : { sampler }),
    ...(model === null ? {} : { model }),
  };
}
