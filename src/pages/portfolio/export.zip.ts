import type { APIRoute } from 'astro';
import { staticPage, staticStyle, withScripts, type StaticFile } from '#core/portfolio/static-page.ts';
import { attachment, notFound, only, unauthorised } from '../api/_answers.ts';
import { zipStream, type ZipEntry } from '../api/_zip.ts';

const READ_ME = (name: string) => `The portfolio of ${name} as a site of its own.

Open index.html in a browser; nothing else is needed. To put it on the web, copy the folder to any web server.
portfolio.pdf is the same for print and to be sent around. The pictures carry the credit and the IPTC digital source type that you gave, and no other metadata.
`;

const text = (bytes: Uint8Array | null): string => (bytes ? new TextDecoder().decode(bytes) : '');
const bytesOf = (words: string) => () => Promise.resolve(new TextEncoder().encode(words));

/** The learner's page with everything it shows, to be opened from a disk or put on any server. */
export const GET: APIRoute = async (context) => {
  const { app, learner } = context.locals;
  if (!learner) return unauthorised(context.request);
  const portfolio = await app.portfolios.of(learner);
  const { handle, name } = portfolio;
  if (handle === null || portfolio.version === 0) return notFound('portfolio');
  const certificates = await app.credentials.namedOf(learner.id);
  const page = await context.rewrite(`/p/${handle}?plain`);
  const { html, files, styles, scripts } = staticPage(await page.text(), app.publicUrl);

  const sheets = await Promise.all(styles.map((address) => app.builtFile(address).then(text)));
  const { css, fonts } = staticStyle(sheets);
  const script = await Promise.all(scripts.map((address) => app.builtFile(address).then(text)));

  const read = async (from: string): Promise<Uint8Array | null> => {
    const [, area, a = '', b = '', c = ''] = from.split('/');
    if (area === 'p' && b === 'portfolio.pdf') return app.portfolios.pdf(a, learner, certificates);
    if (area === 'p') return (await app.portfolios.picture(a, learner, b, c))?.bytes ?? null;
    if (area === 'pictures') {
      const [width = '', format = ''] = b.split('.');
      return (await app.pictures.derived(a, Number(width), format))?.bytes ?? null;
    }
    if (area === 'credentials') {
      const badge = await app.credentials.badge(a, 'svg');
      return badge instanceof Uint8Array ? badge : null;
    }
    return app.builtFile(from);
  };
  const entry = ({ from, to }: StaticFile): ZipEntry => ({
    name: `${handle}/${to}`,
    bytes: async () => (await read(from)) ?? new Uint8Array(),
  });
  return new Response(
    zipStream([
      { name: `${handle}/index.html`, bytes: bytesOf(withScripts(html, script)) },
      { name: `${handle}/README.txt`, bytes: bytesOf(READ_ME(name)) },
      { name: `${handle}/assets/style.css`, bytes: bytesOf(css) },
      ...[...fonts, ...files].map(entry),
    ]),
    {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': attachment(`${handle}-portfolio.zip`),
        'cache-control': 'private, no-store',
      },
    },
  );
};

export const ALL = only({ GET });
