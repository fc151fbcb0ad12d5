import { foreignIn } from './foreign.ts';
import { nothingIn, problem } from './reading.ts';
import { open, weightWithin, type Scope } from './scopes.ts';
import type { ParsedPrompt, SyntaxProblem } from './types.ts';
import { Writer } from './writer.ts';

const UP = 1.1;

/** A round bracket that weighs: where it opens, and where its words and its weight end. */
interface Group {
  close: number;
  wordsEnd: number;
  weight: number | null;
}

/**
 * Prompts of ComfyUI's CLIP text nodes. `(x)` × 1.1 on what stands around it, `(x:1.3)` sets 1.3 whatever stands around
 * it, square brackets are plain text, `\(` is a bracket to be read. A stray `)` is text and takes the next `(` with it;
 * one that never closes is text, unless the very last sign closes. Behaviour: comfy/sd1_clip.py, token_weights.
 */
export function parseComfyUi(source: string): ParsedPrompt {
  const parsed = nothingIn(source, 'comfyui');
  const groups = groupsOf(source, parsed.problems);
  const ends = new Map([...groups.values()].map((group) => [group.wordsEnd, group]));
  const writer = new Writer<Scope | null>();
  let scope: Scope | null = null;
  for (let i = 0; i < source.length;) {
    const character = source[i]!;
    const group = groups.get(i);
    const ending = ends.get(i);
    if (ending) {
      writer.end(scope);
      scope = scope!.parent;
      i = ending.close + 1;
    } else if (group) {
      writer.end(scope);
      scope = open(scope, i, group.weight ?? UP);
      scope.absolute = group.weight !== null;
      i++;
    } else if (character === '\\' && (source[i + 1] === '(' || source[i + 1] === ')')) {
      writer.add(source[i + 1]!, i, i + 2);
      i += 2;
    } else {
      writer.add(character, i, i + 1);
      i++;
    }
  }
  writer.end(scope);
  parsed.positive = writer.fragments((around) => ({ weight: weightWithin(around) }));
  parsed.problems.push(...foreignIn(source, 'comfyui'));
  return parsed;
}

function groupsOf(source: string, problems: SyntaxProblem[]): Map<number, Group> {
  const groups = new Map<number, Group>();
  const partner = new Map<number, number>();
  const stack: number[] = [];
  // Below 0 after stray closing brackets: as many opening ones are text.
  let level = 0;
  for (let i = 0; i < source.length; i++) {
    const character = source[i];
    if (character === '\\' && (source[i + 1] === '(' || source[i + 1] === ')')) i++;
    else if (character === '(') {
      if (level++ >= 0) stack.push(i);
      else problems.push(problem('swallowed', 'error', i, i + 1, {}));
    } else if (character === ')') {
      if (--level < 0) problems.push(problem('unopened', 'error', i, i + 1, { bracket: ')' }));
      else {
        const at = stack.pop()!;
        groups.set(at, groupOf(source, at, i));
        partner.set(i, at);
      }
    }
  }
  for (const at of stack) problems.push(problem('unclosed-text', 'error', at, at + 1, { bracket: '(' }));
  pairWithTheEnd(source, stack, groups, partner);
  return groups;
}

/** What never closes is paired with the closing bracket of the very end, from the outside in, as long as there is one. */
function pairWithTheEnd(
  source: string,
  unclosed: readonly number[],
  groups: Map<number, Group>,
  partner: ReadonlyMap<number, number>,
): void {
  const waiting = [...unclosed];
  let end = source.length;
  for (const at of waiting) {
    const inner = partner.get(end - 1);
    if (inner === undefined || inner < at) return;
    groups.delete(inner);
    waiting.push(inner);
    const group = groupOf(source, at, end - 1);
    groups.set(at, group);
    end = group.wordsEnd;
  }
}

function groupOf(source: string, at: number, close: number): Group {
  const tail = source.slice(Math.max(at + 1, close - 60), close);
  const colon = tail.lastIndexOf(':');
  const number = colon < 0 ? null : floatOf(tail.slice(colon + 1));
  const wordsEnd = close - tail.length + colon;
  if (number === null || wordsEnd <= at + 1) return { close, wordsEnd: close, weight: null };
  return { close, wordsEnd, weight: number };
}

/** Python's float() for what people write. */
function floatOf(text: string): number | null {
  return /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?\s*$/i.test(text) ? Number(text) : null;
}
