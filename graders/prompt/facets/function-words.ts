/** The closed classes of English: what joins content words into a sentence. Lower case. */
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

export const DETERMINERS = words(
  'a an the this that these those its their his her our my your some each every both either another',
);
export const PREPOSITIONS = words(
  'of in on at by with without from to into onto over under above below behind beside besides between among across along against around through near off for as within inside outside toward towards beneath during after before until upon',
);
export const CONJUNCTIONS = words('and or nor but while so because though although whereas');
const VERBS_AND_PRONOUNS = words(
  'is are was were be being been it which who that there where when whose they he she we i you has have had can will should must may lets let make makes keep keeps no not only just very slightly almost',
);

export const isFunctionWord = (word: string): boolean =>
  DETERMINERS.has(word) || PREPOSITIONS.has(word) || CONJUNCTIONS.has(word) || VERBS_AND_PRONOUNS.has(word);
