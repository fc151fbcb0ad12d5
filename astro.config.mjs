import { defineConfig } from 'astro/config';
import mdx from '@astrojs/mdx';
import svelte from '@astrojs/svelte';
import node from '@astrojs/node';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [mdx(), svelte()],
  // Origin and Sec-Fetch-Site are checked by our own server entry, for every unsafe method and content type.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  prefetch: false,
});
