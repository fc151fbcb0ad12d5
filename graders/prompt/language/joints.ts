import type { Facet } from '../facets/schema.ts';

type Kind = Facet['facet'];

const kinds = (list: string): ReadonlySet<Kind> => new Set(list.split(' ') as Kind[]);
/** "subject material > setting": what may stand before the joint, and what behind it. */
const rules = (...lines: string[]): { before: ReadonlySet<Kind>; behind: ReadonlySet<Kind> }[] =>
  lines.map((line) => {
    const [before, behind] = line.split(' > ') as [string, string];
    return { before: kinds(before), behind: kinds(behind) };
  });

const PLACES = rules(
  'subject setting action light material composition > subject setting material action',
  'subject setting action > light',
);

/**
 * Which kinds of thing a joint can join in a description of a picture: a bottle *with* a label, light *from* the left, a
 * palette *of* greys; no mood *on* a label and no lens *of* the light. Selection restrictions in the sense of grammar,
 * set by hand from 58 prompts of different styles (2026-11). A word that is not here is not judged.
 */
export const JOINTS: Readonly<Record<string, ReturnType<typeof rules>>> = {
  of: rules(
    'medium > subject setting light palette mood action material composition lens',
    'subject > material',
    'palette > palette',
  ),
  with: rules(
    'subject material medium > subject material',
    'light medium setting palette composition > light',
    'medium lens light composition > lens',
    'medium palette light setting composition mood > palette',
    'subject medium composition lens > composition',
    'subject material setting light medium > action',
    'medium palette light setting > mood',
    'medium setting subject > setting',
  ),
  on: rules(
    'subject action material composition light setting medium > setting',
    'subject action composition setting medium lens > composition',
    'medium composition light lens > lens',
    'light action material > material',
    'light action lens material subject > subject',
  ),
  in: rules(
    'subject action composition material medium setting > setting',
    'subject action setting medium material > light',
    'medium setting subject light palette > palette',
    'subject action setting medium composition > composition',
    'subject action setting composition > lens',
    'subject setting medium > mood',
    'subject material > material',
  ),
  at: rules(
    'subject action setting medium light > light',
    'subject action setting medium light > composition',
    'lens medium subject > lens',
  ),
  from: rules('light medium composition lens action subject setting > light composition lens'),
  by: rules('setting subject light material action lens > light action lens'),
  and: rules(
    'subject material action setting > subject material action setting',
    'light lens > light lens',
    'palette mood light > palette mood light',
    'composition mood > composition mood',
    'medium mood > medium mood',
  ),
  ...Object.fromEntries(
    'behind before beside near under against over above below across along around beneath between through toward towards into inside onto'
      .split(' ')
      .map((word) => [word, PLACES]),
  ),
};

/** What can do something: a light falls, a label shows; a mood, a palette or a lens stands on nothing. */
export const AGENTS = kinds('subject material action setting light medium');
