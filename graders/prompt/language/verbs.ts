import { stemOf } from '../facets/stem.ts';
import { tagsOf } from '../facets/tag.ts';
import type { Word } from '../facets/words.ts';

/** What things, light, air and a camera do in a still picture, and what one who looks at it does (2026-11). */
const SCENE = new Set(
  `absorb accent add adjust age alternate appear approach arrange arrive bathe bead become beg begin bend blend blow blur break breathe bring build burn
  capture carry carve cast catch centre choose clear cling close coat collect colour come compose condense contain contrast cool cover crack creep cross curl curve cut
  dampen dapple darken decide deepen define desaturate descend die diffuse dim disappear dissolve divide dominate drape draw dress drift drink drip drop dry echo edge emerge emphasise
  empty enclose end enter evoke exclude expand expose extend face fade fall feel fill filter find finish fit fix flank flare flicker float flood flow focus fog fold follow form frame freeze frost
  gather give glance gleam glide glint glisten glow go grade graze grip grow guess guide hang happen have hide hint hit hold honey hover hug illuminate imagine isolate keep knock know
  label land layer lead lean leave lend let level lie lift light line linger lit look lose lower make mark match measure melt mind mirror mist moisten move mute nestle notice occupy offer open overlap overturn
  paint pass peel peer photograph place play point polish pool pose pour press print pull push put rain raise rake reach read recede recline reduce reflect remain render repeat rest reveal rim ring rinse rise roll run
  scatter see seem sense separate set settle shade shape share sharpen shelter shimmer shine shoot show shrink sink sit skim slant sleep slide slip smell soak soften speak speckle spill splash split spread stack stain stand start stay steam stop streak stretch strike study style suggest support surround suspend swallow sweep swell
  take taper tell tend texture thin think throw tilt tip tone topple touch trail trap travel trim try turn type understand use vanish veil view wait walk want warm wash watch water wax wear weave wet whisper win wind wrap
  begun bent blown bound built caught drawn drove fallen fell felt found frozen given gone grown held hidden hung kept laid lain leaves left lost made met ran risen rose sat saw seen shone shown sunk swept taken thrown told torn went woven written
  captured checker condensed defocus polish scuff tarnish varnish weather worn lacquer subdue collar`
    .split(/\s+/)
    .map(stemOf),
);

/** Verbs below which nothing can be said. */
const FEW = 3;

/**
 * Verbs that say what nothing does in a picture ("the label votes for the mist"): their places and their share 0..1 of all
 * verbs, 0 where there are fewer than three. By a list: a rare verb may be unknown to it, most of a text's may not.
 */
export function strangeVerbs(words: readonly Word[]): { share: number; words: Word[] } {
  const tags = tagsOf(words);
  const verbs = words.filter((_, i) => tags[i] === 'VERB');
  const strange = verbs.filter(({ stem }) => !SCENE.has(stem));
  return { share: strange.length >= FEW ? strange.length / verbs.length : 0, words: strange };
}
