import { defineConfig, passthroughImageService } from 'astro/config';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import node from '@astrojs/node';

let command = '';

/** `astro dev` serves without our own entry: the platform is started beside it. */
const development = {
  name: 'atelier-development',
  hooks: {
    'astro:config:setup': (options) => {
      ({ command } = options);
    },
    'astro:server:setup': async () => {
      // A build sets a server up as well, to read the content: it must leave the data folder alone.
      if (command !== 'dev') return;
      const { startDevelopment } = await import('./src/server/development.ts');
      await startDevelopment();
    },
  },
};

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [mdx(), svelte(), development],
  // Blocks are prompts and commands: one colour on the page's own paper, in both schemes.
  markdown: { syntaxHighlight: false },
  // Pictures are derived by our own service. The framework's endpoint would scale any built file for anybody who asks.
  image: { service: passthroughImageService(), endpoint: { entrypoint: './src/server/http/nothing.ts' } },
  security: {
    // Origin and Sec-Fetch-Site are checked by our own server entry, for every unsafe method and content type.
    checkOrigin: false,
    // Sent as a header with each page; Astro adds the hashes of its inline scripts and styles.
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ],
      // Style attributes carry positions and ratios that are known only when the page is rendered.
      styleDirective: { resources: ["'self'", { resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  devToolbar: { enabled: false },
  prefetch: false,
});
