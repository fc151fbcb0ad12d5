import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => pattern.test(name) && statSync(join(ROOT, name)).isFile());
}

const CODE = /\.(ts|js|mjs|astro|svelte)$/;
const code = ['src', 'graders', 'content'].flatMap((folder) => filesBelow(folder, CODE));

interface Import {
  from: string;
  /** A path from the root for our own modules, else the package's specifier. */
  to: string;
  typeOnly: boolean;
}

const ALIASES: [string, string][] = [
  ['#graders/', 'graders/'],
  ['#core/', 'src/core/'],
  ['#server/', 'src/server/'],
  ['#worker/', 'src/worker/'],
];

function target(file: string, specifier: string): string {
  if (specifier === '#graders') return 'graders/index.ts';
  for (const [alias, folder] of ALIASES)
    if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
  return specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier)) : specifier;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found: Import[] = [];
  const statement =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)(\.\w+)?/g;
  for (const match of text.matchAll(statement)) {
    const specifier = match[4] ?? match[5] ?? '';
    const names = (match[3] ?? '')
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const typeOnly =
      Boolean(match[2]) || (names.length > 0 && names.every((name) => name.startsWith('type ')));
    found.push({ from: file, to: target(file, specifier), typeOnly });
  }
  return found;
}

const imports = code.flatMap(importsOf);
const list = (rows: Import[]) => rows.map((row) => `${row.from} → ${row.to}`);
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const isPackage = (to: string, name: string) => to === name || to.startsWith(`${name}/`);

describe('the house keeps its arrows', () => {
  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('graders/ imports nothing of src/', () => {
    expect(list(imports.filter((row) => within(row.from, 'graders') && within(row.to, 'src')))).toEqual([]);
  });

  it('src/core/ imports only itself and types from graders/', () => {
    const wrong = imports.filter(
      (row) =>
        within(row.from, 'src/core') &&
        !within(row.to, 'src/core') &&
        !(within(row.to, 'graders') && row.typeOnly),
    );
    expect(list(wrong)).toEqual([]);
  });

  it('content/ and exercises/ hold no code', () => {
    expect([...filesBelow('content', CODE), ...filesBelow('exercises', CODE)]).toEqual([]);
  });

  it('a .svelte file never imports from src/server/', () => {
    expect(
      list(imports.filter((row) => row.from.endsWith('.svelte') && within(row.to, 'src/server'))),
    ).toEqual([]);
  });

  it('pages, layouts and components import only types from src/server/', () => {
    const faces = ['src/pages', 'src/layouts', 'src/components', 'src/islands'];
    const wrong = imports.filter(
      (row) => within(row.from, ...faces) && within(row.to, 'src/server') && !row.typeOnly,
    );
    expect(list(wrong)).toEqual([]);
  });

  it.each([
    ['pixelmatch', ['graders/metrics/pixelmatch.ts']],
    ['sharp', ['graders/pixels', 'src/server/pictures']],
    ['kysely', ['src/server/db']],
    ['better-sqlite3', ['src/server/db']],
    ['lucia', ['src/server/accounts/sessions.ts']],
  ])('%s is imported only in %j', (name, allowed) => {
    const users = imports.filter((row) => isPackage(row.to, name) && !row.typeOnly);
    expect(users.length).toBeGreaterThan(0);
    expect(list(users.filter((row) => !within(row.from, ...allowed)))).toEqual([]);
  });

  it('process.env is read in one file', () => {
    const readers = code.filter((file) =>
      /process\.env|import\.meta\.env/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(readers).toEqual(['src/server/config.ts']);
  });

  it('nothing stands at the top level beside what the house allows', () => {
    const allowed = [
      'src',
      'content',
      'exercises',
      'graders',
      'public',
      'test',
      'package.json',
      'tsconfig.json',
      'astro.config.mjs',
      'README.md',
      'package-lock.json',
      'LICENSE',
    ];
    const made = ['node_modules', 'dist', 'data'];
    const others = readdirSync(ROOT).filter(
      (name) => !name.startsWith('.') && !allowed.includes(name) && !made.includes(name),
    );
    expect(others).toEqual([]);
  });

  it('every top folder says what lives there', () => {
    for (const folder of ['src', 'content', 'exercises', 'graders', 'public', 'test']) {
      expect(readFileSync(join(ROOT, folder, 'README.md'), 'utf8').length, folder).toBeGreaterThan(300);
    }
  });
});
