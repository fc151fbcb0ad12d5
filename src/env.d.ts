/// <reference types="svelte" />

declare namespace App {
  interface Locals {
    app: import('./server/app.ts').App;
    learner: import('./core/types.ts').Learner | null;
    /** A session was sent which no longer holds. */
    sessionExpired: boolean;
    /** The client's address as far as it may be trusted; for rate limits only. */
    address: string;
    /** When this request came, before its body was read; what counts for a deadline. */
    arrivedAt: number;
    /** One id from request to report, for the logs. */
    requestId: string;
    /** Why a request goes no further than the server's entrance. */
    refusal?: import('./core/types.ts').Refusal;
  }
}

declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
