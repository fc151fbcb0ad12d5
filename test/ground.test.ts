import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};
interface Locked {
  version: string;
  hasInstallScript?: boolean;
  gypfile?: boolean;
}
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;
const copies = (name: string) => Object.keys(locked).filter((path) => path.endsWith(`node_modules/${name}`));

describe('what a fresh machine installs', () => {
  it('pins every package exactly', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+$/.test(range),
    );
    expect(loose).toEqual([]);
  });

  it('names no download address in the lockfile', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });

  it('holds one copy of zod, svelte, sharp and astro', () => {
    expect(['zod', 'svelte', 'sharp', 'astro'].map((name) => copies(name).length)).toEqual([1, 1, 1, 1]);
  });

  // npm rebuilds every package that carries a binding.gyp unless its lock entry says otherwise, and `npm install`
  // drops that word: without it, a machine with no compiler cannot install the prebuilt better-sqlite3.
  it('never compiles better-sqlite3, which ships its binaries', () => {
    expect(copies('better-sqlite3').map((path) => locked[path]?.gypfile)).toEqual([false]);
  });

  it('decides about every install script by name', () => {
    const scripted = Object.entries(locked)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    const undecided = [...new Set(scripted)].filter(
      (name) => !(name in manifest.allowScripts) && name !== 'fsevents',
    );
    expect(undecided).toEqual([]);
  });
});
