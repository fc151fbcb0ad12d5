import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { createRequest, writeResponse } from 'astro/app/node';
import { noLog } from '#server/log.ts';
import { listener, type PageHandler } from '#server/http/listener.ts';
import type { TestPlatform } from './platform.ts';

type Endpoint = Partial<Record<string, APIRoute>>;

/** The endpoints under their addresses, as Astro's router has them. */
const ROUTES: [RegExp, () => Promise<Endpoint>][] = [
  [/^\/api\/health$/, () => import('../../src/pages/api/health.ts')],
  [/^\/api\/exercises$/, () => import('../../src/pages/api/exercises/index.ts')],
  [/^\/api\/exercises\/(?<slug>[^/]+)$/, () => import('../../src/pages/api/exercises/[slug].ts')],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/start$/,
    () => import('../../src/pages/api/exercises/[slug]/start.ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/start\/(?<frame>[^/]+)$/,
    () => import('../../src/pages/api/exercises/[slug]/start/[frame].ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/material\/(?<file>[^/]+)$/,
    () => import('../../src/pages/api/exercises/[slug]/material/[file].ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/attempts$/,
    () => import('../../src/pages/api/exercises/[slug]/attempts.ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/analysis$/,
    () => import('../../src/pages/api/exercises/[slug]/analysis.ts'),
  ],
  [/^\/api\/attempts$/, () => import('../../src/pages/api/attempts/index.ts')],
  [/^\/api\/attempts\/(?<id>[^/]+)$/, () => import('../../src/pages/api/attempts/[id].ts')],
  [/^\/api\/attempts\/(?<id>[^/]+)\/events$/, () => import('../../src/pages/api/attempts/[id]/events.ts')],
  [
    /^\/api\/attempts\/(?<id>[^/]+)\/original$/,
    () => import('../../src/pages/api/attempts/[id]/original.ts'),
  ],
  [
    /^\/api\/attempts\/(?<id>[^/]+)\/evidence\/(?<name>[^/]+)$/,
    () => import('../../src/pages/api/attempts/[id]/evidence/[name].ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/lab\/runs$/,
    () => import('../../src/pages/api/exercises/[slug]/lab/runs.ts'),
  ],
  [
    /^\/api\/exercises\/(?<slug>[^/]+)\/lab\/attempts$/,
    () => import('../../src/pages/api/exercises/[slug]/lab/attempts.ts'),
  ],
  [/^\/api\/lab\/runs\/(?<id>[^/]+)$/, () => import('../../src/pages/api/lab/runs/[id].ts')],
  [/^\/api\/lab\/runs\/(?<id>[^/]+)\/events$/, () => import('../../src/pages/api/lab/runs/[id]/events.ts')],
  [/^\/api\/lab\/runs\/(?<id>[^/]+)\/cancel$/, () => import('../../src/pages/api/lab/runs/[id]/cancel.ts')],
  [
    /^\/api\/lab\/pictures\/(?<run>[^/]+)\/(?<n>[^/]+)$/,
    () => import('../../src/pages/api/lab/pictures/[run]/[n].ts'),
  ],
  [
    /^\/api\/lab\/pictures\/(?<run>[^/]+)\/(?<n>[^/]+)\/original$/,
    () => import('../../src/pages/api/lab/pictures/[run]/[n]/original.ts'),
  ],
  [/^\/api\/account\/data$/, () => import('../../src/pages/api/account/data.ts')],
  [
    /^\/api\/cohorts\/(?<id>[^/]+)\/gradebook$/,
    () => import('../../src/pages/api/cohorts/[id]/gradebook.ts'),
  ],
  [/^\/api\/cohorts\/(?<id>[^/]+)\/canvas$/, () => import('../../src/pages/api/cohorts/[id]/canvas.ts')],
  [/^\/api(?:\/.*)?$/, () => import('../../src/pages/api/[...path].ts')],
  [/^\/pictures\/(?<key>[^/]+)\/(?<file>[^/]+)$/, () => import('../../src/pages/pictures/[key]/[file].ts')],
];

/** Our listener over a real socket, with the endpoints behind it as Astro would call them. */
export async function serveApi(
  platform: TestPlatform,
): Promise<{ url: string; server: Server; close(): Promise<void> }> {
  const pages: PageHandler = async (incoming, outgoing, next, given) => {
    const locals = given as App.Locals;
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const route = ROUTES.find(([pattern]) => pattern.test(url.pathname));
    if (!route) return next();
    const request = createRequest(incoming);
    const { learner, expired } = await locals.app.accounts.authenticate(request);
    Object.assign(locals, { learner, sessionExpired: expired });
    const endpoint = await route[1]();
    const handle = endpoint[incoming.method ?? 'GET'] ?? endpoint.ALL;
    if (!handle) return next();
    const params = route[0].exec(url.pathname)?.groups ?? {};
    const answer = () =>
      handle({ locals, params, request, url: new URL(request.url) } as unknown as Parameters<APIRoute>[0]);
    const response = await Promise.resolve()
      .then(answer)
      .catch((error: unknown) => new Response(String(error), { status: 500 }));
    await writeResponse(response, outgoing);
  };
  const client = mkdtempSync(join(tmpdir(), 'atelier-client-'));
  const server = createServer(
    listener({ config: platform.config, app: platform.app, pages, client, log: noLog }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
