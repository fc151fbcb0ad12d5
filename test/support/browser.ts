import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Unpacks the packaged browser once, before tests run side by side. Returns its path and where its libraries lie. */
async function unpack(): Promise<{ path: string; libraries: string }> {
  const path = await packaged.executablePath();
  const libraries = join(tmpdir(), 'al2023', 'lib');
  if (!existsSync(libraries)) {
    const bin = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
    await inflate(bin.pathname);
  }
  return { path, libraries };
}

async function launchPackaged(): Promise<Browser> {
  const { path, libraries } = await unpack();
  const options: LaunchOptions = { executablePath: path, args: ['--headless=shell', '--no-zygote', ...ARGS] };
  try {
    return await chromium.launch(options);
  } catch {
    // A bare machine lacks NSS and friends: the package carries them too.
    const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(tmpdir(), 'fonts') };
    return chromium.launch({ ...options, env: env as Record<string, string> });
  }
}

/** A headless Chromium: the one that is installed, else the one that `@sparticuz/chromium` ships. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (!installed || process.env['ATELIER_TEST_BROWSER'] === 'packaged') return launchPackaged();
  return chromium.launch({ executablePath: installed, args: ARGS });
}
