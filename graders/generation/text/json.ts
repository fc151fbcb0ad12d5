import type { Work } from '../work.ts';

/** A JSON value whose integers keep all their digits: those beyond 2^53 are bigints. Objects have no prototype. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

/** Arrays and objects may lie this deep in each other. */
const DEPTH = 64;

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d{1,4})?/y;
/** As Python's json module writes what JSON has no word for; they read as null. */
const WORDS: readonly [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', null],
  ['Infinity', null],
  ['-Infinity', null],
];

/**
 * Parses RFC 8259 JSON, with the `NaN` and `Infinity` that Python writes and zeros behind the end. One step of work
 * a value. Of a name that stands twice in an object the last counts, as in Python and JavaScript, which the generators and
 * their viewers read with. `undefined` for anything else, for what lies deeper than 64 levels, and when the work is used up.
 */
export function parseJson(text: string, work: Work): Json | undefined {
  const parser = new Parser(text, work);
  try {
    return parser.whole();
  } catch (error) {
    if (error === NOT_JSON) return undefined;
    throw error;
  }
}

/** The same where only an object will do. */
export function parseObject(text: string, work: Work): JsonObject | null {
  // Most texts are no JSON at all; this tells without parsing.
  if (!/^\s{0,64}\{/.test(text)) return null;
  const value = parseJson(text, work);
  return isObject(value) ? value : null;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ends a parse from any depth; never leaves this file. */
const NOT_JSON = Symbol('not JSON');

class Parser {
  private at = 0;
  private readonly text: string;
  private readonly work: Work;

  constructor(text: string, work: Work) {
    this.text = text;
    this.work = work;
  }

  whole(): Json {
    const value = this.value(0);
    while (this.at < this.text.length && ' \t\r\n\0'.includes(this.text[this.at]!)) this.at++;
    if (this.at < this.text.length) throw NOT_JSON;
    return value;
  }

  private value(depth: number): Json {
    if (depth > DEPTH || !this.work.take()) throw NOT_JSON;
    const first = this.next();
    if (first === '"') return this.string();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    return this.number();
  }

  /** The next character that is no space; it stays unread. */
  private next(): string {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++;
    return this.text[this.at] ?? '';
  }

  private expect(character: string): void {
    if (this.next() !== character) throw NOT_JSON;
    this.at++;
  }

  private object(depth: number): JsonObject {
    const object = Object.create(null) as JsonObject;
    this.at++;
    if (this.next() === '}') {
      this.at++;
      return object;
    }
    for (;;) {
      if (this.next() !== '"') throw NOT_JSON;
      const key = this.string();
      this.expect(':');
      object[key] = this.value(depth + 1);
      if (this.next() !== ',') break;
      this.at++;
    }
    this.expect('}');
    return object;
  }

  private array(depth: number): Json[] {
    const list: Json[] = [];
    this.at++;
    if (this.next() === ']') {
      this.at++;
      return list;
    }
    for (;;) {
      list.push(this.value(depth + 1));
      if (this.next() !== ',') break;
      this.at++;
    }
    this.expect(']');
    return list;
  }

  private string(): string {
    const begin = this.at++;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x5c) this.at++;
      else if (code === 0x22) {
        const literal = this.text.slice(begin, ++this.at);
        return unquoted(literal);
      }
    }
    throw NOT_JSON;
  }

  private number(): Json {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (!match) throw NOT_JSON;
    this.at += match[0].length;
    const value = Number(match[0]);
    const whole = match[1] === undefined && match[2] === undefined;
    return whole && !Number.isSafeInteger(value) && match[0].length <= 40 ? BigInt(match[0]) : value;
  }
}

/** What a quoted string stands for. Raw line breaks, which JSON forbids, are taken as they are. */
function unquoted(literal: string): string {
  const plain = literal.slice(1, -1);
  if (!/[\\\n\r\t]/.test(plain)) return plain;
  try {
    const repaired = literal.replace(/[\n\r\t]/g, (c) => (c === '\n' ? '\\n' : c === '\r' ? '\\r' : '\\t'));
    return JSON.parse(repaired) as string;
  } catch {
    throw NOT_JSON;
  }
}
