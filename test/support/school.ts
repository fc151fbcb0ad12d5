import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** A school of its own: the real server process on a free port, with an empty data folder that goes when it stops. */
export class School {
  readonly url: string;
  readonly data: string;
  readonly port: number;
  readonly #environment: Record<string, string>;
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, data: string, environment: Record<string, string>) {
    this.#environment = environment;
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.data = data;
  }

  /** `environment`: settings of this school beside those that every test needs. */
  static async open(environment: Record<string, string> = {}): Promise<School> {
    const data = await mkdtemp(join(tmpdir(), 'atelier-school-'));
    const school = new School(await freePort(), data, environment);
    await school.start();
    return school;
  }

  /** What the server has printed so far, for a failing test's message. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['src/server/main.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(this.port),
        HOST: 'localhost',
        ATELIER_DATA: this.data,
        ATELIER_PUBLIC_URL: this.url,
        ATELIER_QUIET: '1',
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const keep = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const deadline = Date.now() + 180_000;
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the school did not start:\n${this.#output}`);
      const health = await fetch(`${this.url}/api/health`).catch(() => null);
      if (health?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new Error(`the school did not answer in time:\n${this.#output}`);
  }

  /** `SIGKILL` by default stands for a power cut; `SIGTERM` for an orderly stop. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}
