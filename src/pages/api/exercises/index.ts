import type { APIRoute } from 'astro';
import { json, only } from '../_answers.ts';
import { exerciseJson } from '../_exercise-json.ts';

export const GET: APIRoute = ({ locals }) =>
  json({ exercises: locals.app.catalogue.all().map(exerciseJson) });

export const ALL = only({ GET });
