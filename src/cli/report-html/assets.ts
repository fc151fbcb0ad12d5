import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { facesFor } from './faces.ts';

/** What the report looks like and how it moves: read from the site's styles and from the files beside this one. */
export interface Assets {
  /** Style sheets, the site's first, without faces. */
  css: string;
  /** The face rules, with their files inside, that a page of this text needs. */
  faces(text: string, italic: boolean): Promise<string>;
  script: string;
  /** The script as a Content Security Policy names it: `sha256-…`. */
  scriptHash: string;
}

const SITE = ['tokens', 'base', 'layout'].map((name) => `../../styles/${name}.css`);
const OWN = ['page', 'stage', 'controls', 'verdict', 'criteria', 'text', 'facts', 'print'].map(
  (name) => `css/${name}.css`,
);

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8');

export async function readAssets(): Promise<Assets> {
  const sheets = await Promise.all([...SITE, ...OWN].map(read));
  const script = (await read('viewer.js')).trim();
  const rules = await read('../../styles/fonts.css');
  return {
    css: tight(sheets.join('\n')),
    faces: (text, italic) => facesFor({ rules, text, italic, read: bytesAt }),
    script,
    scriptHash: `sha256-${createHash('sha256').update(script).digest('base64')}`,
  };
}

/** A font file by its address in the style sheet: beside it, or in a package. */
const bytesAt = (url: string): Promise<Uint8Array> => {
  const styles = new URL('../../styles/fonts.css', import.meta.url);
  return readFile(fileURLToPath(url.startsWith('.') ? new URL(url, styles) : import.meta.resolve(url)));
};

/** Without comments and indentation. */
const tight = (css: string): string => css.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ');
