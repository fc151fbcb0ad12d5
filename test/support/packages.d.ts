/** The second opinion on credentials ships no types; what the tests use of it. */
declare module '@digitalbazaar/vc' {
  interface Options {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<{ document: object }>;
  }
  export function issue(options: Options): Promise<object>;
  export function verifyCredential(
    options: Options & { checkStatus: () => Promise<{ verified: boolean }> },
  ): Promise<object>;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object });
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function generate(options: { controller: string }): Promise<{
    id: string;
    controller: string;
    export(options: { publicKey: boolean }): Promise<{ publicKeyMultibase: string }>;
    signer(): object;
  }>;
}
