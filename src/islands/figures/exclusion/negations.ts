import { renderFragments } from '../../../../graders/prompt/dialects/render.ts';
import type { Dialect } from '../../../../graders/prompt/dialects/types.ts';

/** A thing that a prompt denies, where the denial stands and where the thing does. */
export interface Negation {
  from: number;
  to: number;
  thing: string;
  thingFrom: number;
}

const DENIAL =
  /(?<![\p{L}\p{N}])(?:no|without(?: any)?|free of|not any|never any|avoid|don['’]t show|do not show)\s+((?:[\p{L}\p{N}'’-]+ ?){1,3}?)(?=\s*(?:[,.;:!?)]|$|\n|(?:and|or|but|in|on|at|with|near)\b))/giu;

/** Denials in a positive prompt: “no people”, “without any lettering”, “free of boats”. */
export function negationsIn(text: string): Negation[] {
  return [...text.matchAll(DENIAL)].map(({ index, 0: whole, 1: words = '' }) => {
    const thing = words.trim();
    return {
      from: index,
      to: index + whole.trimEnd().length,
      thing,
      thingFrom: index + whole.indexOf(words),
    };
  });
}

export interface Excluded {
  text: string;
  /** What belongs into the box for the negative prompt; null where the tool has none, or it is in the text. */
  box: string | null;
  /** What is left to do where nothing can be excluded. */
  things: string[];
}

/** The same wish where the tool looks for it: denials taken out of the sentence, the things named where they weigh less. */
export function moved(text: string, dialect: Dialect): Excluded {
  const found = negationsIn(text);
  const things = [...new Set(found.map(({ thing }) => thing.toLowerCase()))];
  const words = without(text, found);
  if (things.length === 0) return { text: words, box: null, things };
  const list = things.join(', ');
  if (dialect === 'midjourney') return { text: `${words} --no ${list}`, box: null, things };
  if (dialect === 'natural') return { text: words, box: null, things };
  const box = renderFragments([{ text: list, weight: 1, from: 0, to: 0 }], dialect);
  return { text: words, box, things };
}

function without(text: string, negations: readonly Negation[]): string {
  let kept = '';
  let at = 0;
  for (const { from, to } of negations) {
    kept += text.slice(at, from);
    at = to;
  }
  return (kept + text.slice(at))
    .replace(/\s+(?:and|or|but|with)(?=\s*(?:[,.;]|$))/giu, '')
    .replace(/(?:,\s*)+(?=[,.;]|$)/gu, '')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s,;]+|[\s,;]+$/g, '');
}

/** The text in stretches: what denies, what is denied, and the rest. */
export function stretches(text: string): { text: string; kind: 'plain' | 'denial' | 'thing' }[] {
  const parts: { text: string; kind: 'plain' | 'denial' | 'thing' }[] = [];
  let at = 0;
  const add = (to: number, kind: 'plain' | 'denial' | 'thing'): void => {
    if (to > at) parts.push({ text: text.slice(at, to), kind });
    at = to;
  };
  for (const { from, thing, thingFrom } of negationsIn(text)) {
    add(from, 'plain');
    add(thingFrom, 'denial');
    add(thingFrom + thing.length, 'thing');
  }
  add(text.length, 'plain');
  return parts;
}
