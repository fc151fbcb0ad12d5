import { z } from 'zod';
import { findPlaces } from './find.ts';
import { nameOf, type Graph, type Place, type Slot, type Workflow } from './types.ts';

const MOST_NODES = 500;

const Nodes: z.ZodType<Graph> = z.record(
  z.string(),
  z.object({
    class_type: z.string().min(1),
    inputs: z.record(z.string(), z.unknown()),
    _meta: z.object({ title: z.string().optional() }).optional(),
  }),
);
/** What the editor saves for itself. */
const EditorFile = z.object({ nodes: z.array(z.unknown()), links: z.array(z.unknown()) });

/** Settings that a run may set at one place alone, in the words of a sentence. */
const SINGLE: Partial<Record<Slot, string>> = {
  seed: 'the seed',
  steps: 'the steps',
  guidance: 'the guidance',
  sampler: 'the sampler',
  width: 'the width',
  height: 'the height',
};

/** A workflow as ComfyUI exports it for its API, or a sentence about what it lacks. `model` says whether one is configured. */
export function parseWorkflow(text: string, { model }: { model: boolean }): Workflow | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (EditorFile.safeParse(json).success)
    return 'it is the editor’s own format; export it once more with “Export (API)”';
  const parsed = Nodes.safeParse(json);
  if (!parsed.success || Object.keys(parsed.data).length === 0)
    return 'it holds no nodes as “Export (API)” writes them, each with class_type and inputs';
  const graph = parsed.data;
  if (Object.keys(graph).length > MOST_NODES) return `it has more than ${MOST_NODES} nodes`;
  const places = findPlaces(graph);
  const saved = savedBy(graph);
  const problem = problemOf(graph, places, model);
  if (problem !== null) return problem;
  if (saved.length === 0) return 'nothing in it saves a picture; let it end in a Save Image node';
  if (saved.length > 1) return `it saves pictures in ${listed(graph, saved)}; leave one of them`;
  return { graph, places, saved: saved[0]! };
}

function problemOf(graph: Graph, places: Record<Slot, Place[]>, model: boolean): string | null {
  if (places.prompt.length === 0)
    return 'nothing in it takes the prompt; write %prompt% where it belongs, or call its node “Prompt”';
  if (places.width.length === 0 || places.height.length === 0)
    return 'nothing in it takes the size; write %width% and %height% where they belong';
  if (places.model.length > 0 && !model)
    return '%model% stands in it, but ATELIER_LAB_MODEL does not say which';
  for (const [slot, words] of Object.entries(SINGLE) as [Slot, string][]) {
    const ids = [...new Set(places[slot].map(({ node }) => node))];
    const marked = places[slot].every(({ node, input }) => /%/.test(String(graph[node]!.inputs[input])));
    if (ids.length > 1 && !marked)
      return `${words} could go to ${listed(graph, ids)}; write %${slot}% where it belongs`;
  }
  return null;
}

/** Nodes that save a picture in a file, else those that show one. */
function savedBy(graph: Graph): string[] {
  const ofClass = (pattern: RegExp) =>
    Object.keys(graph).filter((id) => pattern.test(graph[id]!.class_type) && graph[id]!.inputs['images']);
  const saving = ofClass(/save(?!.*websocket)/i);
  return saving.length > 0 ? saving : ofClass(/^PreviewImage$/);
}

function listed(graph: Graph, ids: readonly string[]): string {
  const names = ids.map((id) => nameOf(graph, id));
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
