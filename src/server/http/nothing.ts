/** Stands in for an endpoint of the framework that this site does not have. */
export const ALL = (): Response => new Response(null, { status: 404 });
