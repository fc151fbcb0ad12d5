import type { APIRoute } from 'astro';
import { notFound } from './_answers.ts';

/** Programs get a problem as JSON where people get a page. */
export const ALL: APIRoute = () => notFound('address in the API');
