import { FACETS, type Facet } from './facets.ts';

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What the prompt leaves to the model. */
export function inWords(said: ReadonlySet<string>, facets: readonly Facet[] = FACETS): string {
  const open = facets.filter(({ id }) => !said.has(id)).map(({ name }) => name.toLowerCase());
  if (open.length === 0)
    return 'Everything that matters here is said. What is left to chance, is left on purpose.';
  if (open.length === facets.length)
    return 'Nothing is said. The picture will be good-looking, and nobody’s.';
  const many = open.length > 4 ? `${open.length} of ${facets.length} facets` : list(open);
  return `Left to the model: ${many}. The hatched places are decided by its habits.`;
}

/** What one facet answers for, and what it costs to leave it out. */
export const ofFacet = ({ name, answersFor, unsaid }: Facet, said: boolean): string =>
  `${name}. ${said ? answersFor : unsaid}`;
