/** A file that the exported page shows, by the address it has on the site and its name in the archive. */
export interface StaticFile {
  from: string;
  to: string;
}

export interface StaticPage {
  html: string;
  files: StaticFile[];
  /** Addresses of style sheets on the site, in their order; the page links `assets/style.css`, which holds them all. */
  styles: string[];
  /** Addresses of scripts on the site; the page has `data-script` markers to be filled with their text. */
  scripts: string[];
}

const WIDEST = 1600;
const PICTURE = /\/p\/[a-z0-9-]+\/([a-z0-9-]+)\/(\d+)-(\d+)\.webp/g;
const BADGE = /\/credentials\/([0-9a-f-]{36})\/badge\.svg/g;
const PDF = /^\/p\/[a-z0-9-]+\/portfolio\.pdf$/;
const SCHOOL_PICTURE = /\/pictures\/([0-9a-f]+)\/(\d+)\.webp/g;

/**
 * The page of a portfolio made to stand alone: pictures, fonts and styles by relative addresses, links to the school by
 * absolute ones, so that it opens from a disk and can be put on any server.
 */
export function staticPage(html: string, siteUrl: string): StaticPage {
  const files = new Map<string, string>();
  const keep = (from: string, to: string): string => {
    files.set(from, to);
    return to;
  };
  const styles: string[] = [];
  const scripts: string[] = [];
  let linked = false;
  const page = html
    .replace(/<link rel="preload"[^>]*>/g, '')
    .replace(/<source type="image\/avif"[^>]*>/g, '')
    .replace(/<link rel="stylesheet" href="([^"]+)"[^>]*>/g, (_, href: string) => {
      styles.push(href);
      const first = !linked;
      linked = true;
      return first ? '<link rel="stylesheet" href="assets/style.css">' : '';
    })
    // A module that is loaded from a disk is refused by browsers; one that stands in the page is not.
    .replace(/<script type="module" src="([^"]+)"[^>]*><\/script>/g, (_, src: string) => {
      scripts.push(src);
      return `<script type="module" data-script="${scripts.length - 1}"></script>`;
    })
    .replace(/srcset="([^"]*)"/g, (_, set: string) => `srcset="${narrowed(set)}"`)
    // In attributes alone: an address that its maker has written into a sentence stays a sentence.
    .replace(/(src|srcset|href)="([^"]*)"/g, (_, name: string, value: string) => {
      const local = value
        .replace(PICTURE, (from, piece: string, n: string, width: string) =>
          keep(from, `pictures/${piece}-${n}-${width}.webp`),
        )
        .replace(SCHOOL_PICTURE, (from, key: string, width: string) =>
          keep(from, `pictures/${key.slice(0, 16)}-${width}.webp`),
        )
        .replace(BADGE, (from, id: string) => keep(from, `pictures/certificate-${id}.svg`))
        .replace(PDF, (from) => keep(from, 'portfolio.pdf'))
        .replace(/^\/favicon\.svg$/, (from) => keep(from, 'assets/favicon.svg'));
      return `${name}="${local}"`;
    })
    .replace(/(href|action)="\/(?!\/)/g, `$1="${siteUrl}/`);
  return { html: page, files: [...files].map(([from, to]) => ({ from, to })), styles, scripts };
}

/** Without the widths that only very large screens ask for, unless there is no other. */
function narrowed(set: string): string {
  const all = set.split(', ');
  const kept = all.filter((one) => Number(/ (\d+)w$/.exec(one)?.[1] ?? 0) <= WIDEST);
  return (kept.length > 0 ? kept : all).join(', ');
}

/** The sheets as one, their fonts beside it: the sheet, and the addresses of the fonts on the site. */
export function staticStyle(sheets: readonly string[]): { css: string; fonts: StaticFile[] } {
  const fonts = new Map<string, string>();
  const css = sheets.join('\n').replace(/url\((["']?)(\/[^"')]+)\1\)/g, (_, __, from: string) => {
    const to = from.slice(from.lastIndexOf('/') + 1);
    fonts.set(from, `assets/${to}`);
    return `url(${to})`;
  });
  return { css, fonts: [...fonts].map(([from, to]) => ({ from, to })) };
}

/** The page with the text of its scripts in place. */
export const withScripts = (html: string, texts: readonly string[]): string =>
  html.replace(/ data-script="(\d+)">/g, (_, index: string) => {
    // The end of a script cannot stand in a script.
    const text = (texts[Number(index)] ?? '').replaceAll('</script', '<\\/script');
    return `>${text}`;
  });
