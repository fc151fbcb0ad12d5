import { conditioningOf } from '../comfyui/conditioning.ts';
import { graphOf, linked, type Graph } from '../comfyui/graph.ts';
import { modelOf } from '../comfyui/model.ts';
import { samplersOf } from '../comfyui/samplers.ts';
import { clipSkipAt, settingsAt } from '../comfyui/settings.ts';
import { sizeAt, upscaleAt } from '../comfyui/size.ts';
import { graphOfWorkflow } from '../comfyui/workflow.ts';
import type { Carried } from '../containers/types.ts';
import { record } from '../record.ts';
import { parseObject } from '../text/json.ts';
import { number } from '../text/values.ts';
import type { GenerationRecord } from '../types.ts';
import type { Work } from '../work.ts';
import type { Reader } from './types.ts';

/**
 * ComfyUI: the graph that was run, in PNG text `prompt`, in EXIF Make or Model as `prompt:{…}`, or as JSON in the
 * UserComment or ImageDescription; where only the editor's `workflow` was kept, that. Civitai stores its graphs the
 * same way and signs them with `extraMetadata`.
 */
export const readComfyui: Reader = (carried, work) => {
  for (const raw of candidates(carried)) {
    const data = parseObject(raw, work);
    const graph = graphOf(data, work);
    const read =
      graph && fromGraph(data && 'extraMetadata' in data ? 'civitai' : 'comfyui', raw, graph, work);
    if (read) return read;
  }
  for (const raw of prefixed(carried, 'workflow')) {
    const graph = graphOfWorkflow(parseObject(raw, work), work);
    const read = graph && fromGraph('comfyui', raw, graph, work);
    if (read) return read;
  }
  return null;
};

const candidates = (carried: Carried): string[] => [
  ...prefixed(carried, 'prompt'),
  ...[carried.exif.userComment, carried.exif.description, ...carried.comments].filter((text) => text !== ''),
];

/** A PNG text of that keyword, or an EXIF text that begins with it. */
function prefixed({ text, exif }: Carried, keyword: string): string[] {
  const prefix = `${keyword}:`;
  const inExif = [exif.make, exif.model, exif.description, exif.software]
    .filter((value) => value.toLowerCase().startsWith(prefix))
    .map((value) => value.slice(prefix.length));
  return [...(text.has(keyword) ? [text.get(keyword)!] : []), ...inExif];
}

function fromGraph(tool: string, raw: string, graph: Graph, work: Work): GenerationRecord | null {
  const samplers = samplersOf(graph, work);
  const base = samplers[0];
  const last = samplers.at(-1);
  if (!base || !last) return null;
  const guider = linked(graph, base.inputs.guider);
  const { positive, conditioning, negative } = { ...guider?.inputs, ...base.inputs };
  const wanted = conditioningOf(graph, positive ?? conditioning, 'positive', work);
  const unwanted = conditioningOf(graph, negative, 'negative', work);
  const settings = settingsAt(graph, base, work);
  const pass = settingsAt(graph, last, work);
  return record(tool, raw, {
    prompt: wanted.texts.join('\n'),
    negativePrompt: unwanted.texts.join('\n') || null,
    ...settings,
    guidance: settings.guidance ?? number(wanted.guidance),
    ...modelOf(graph, base.inputs.model ?? guider?.inputs.model, work),
    ...sizeAt(graph, base, work),
    upscale: upscaleAt(graph, samplers, { steps: pass.steps, denoise: pass.denoise }, work),
    clipSkip: clipSkipAt(graph, wanted.encoders, work),
  });
}
