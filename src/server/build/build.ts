import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the built site is made from: briefs and hints too. Pictures are read when asked for, not built in. */
const FOLDERS = ['src', 'content', 'exercises', 'graders', 'public'];
const FILES = ['astro.config.mjs', 'package-lock.json', 'tsconfig.json'];
const NOT_BUILT_IN = /\.(png|jpe?g|webp|avif|tiff?|py|pyc)$|^calibration\.json$/;
const MARK = join('dist', '.inputs');

export class BuildFailed extends Error {}

/** One digest over names and contents of everything the build reads. */
async function inputsDigest(root: string): Promise<string> {
  const listed = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !NOT_BUILT_IN.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  const paths = [...listed.flat(), ...FILES.map((file) => join(root, file))].sort();
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(await readFile(path))
      .update('\0');
  return hash.digest('hex');
}

function astroBuild(root: string): Promise<void> {
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const child = spawn(process.execPath, [astro, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new BuildFailed(said.trim()))));
  });
}

/** Two starts at once must not write into the same `dist/`: the second waits for the first. */
async function alone<T>(root: string, work: () => Promise<T>): Promise<T> {
  const lock = join(root, '.astro', 'building');
  await mkdir(dirname(lock), { recursive: true });
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const holder = await readFile(lock, 'utf8').catch(() => '');
      if (holder !== '' && !isRunning(Number(holder))) await rm(lock, { force: true });
      await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Builds the site unless `dist/` was built from the very same inputs. `say` gets one line when it has to. */
export async function buildIfNeeded(root: string, say: (line: string) => void): Promise<void> {
  const digest = await inputsDigest(root);
  const isBuilt = async () => (await readFile(join(root, MARK), 'utf8').catch(() => null)) === digest;
  if (await isBuilt()) return;
  await alone(root, async () => {
    if (await isBuilt()) return;
    say('Building the site, once for this version …');
    const started = performance.now();
    await astroBuild(root);
    await writeFile(join(root, MARK), digest);
    say(`Built in ${Math.round((performance.now() - started) / 1000)} s.`);
  });
}
