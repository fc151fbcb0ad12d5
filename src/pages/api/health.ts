import type { APIRoute } from 'astro';
import { json, only } from './_answers.ts';

export const GET: APIRoute = async ({ locals }) => {
  const { ok, ...health } = await locals.app.health();
  return json({ status: ok ? 'ok' : 'unusable', ...health }, { status: ok ? 200 : 503 });
};

export const ALL = only({ GET });
