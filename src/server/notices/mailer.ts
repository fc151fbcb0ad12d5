import { createTransport } from 'nodemailer';
import type { Letter } from '#core/notices/letter.ts';
import type { MailConfig } from '../config.ts';

export interface Mailer {
  /** Rejects when the server did not take it. `unsubscribe`: the address for RFC 8058, one click without asking back. */
  send(to: string, letter: Letter, unsubscribe?: string): Promise<void>;
  /** Gives up a letter under way. */
  close(): void;
}

/**
 * How long a silent server is waited for: to be there, to greet, and for each of its answers. Some think about a letter
 * for half a minute before they take it; whoever gave up on them earlier would send it twice.
 */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };
const ALTOGETHER_MS = 5 * 60_000;

/** Plain-text letters over SMTP. */
export function mailer({ url, from }: MailConfig, patience: Partial<typeof PATIENCE> = {}): Mailer {
  const transport = createTransport(
    {
      url,
      ...PATIENCE,
      ...patience,
      // Letters are words of ours: no file and no address of the network is ever read for one.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  const closing = new AbortController();
  return {
    async send(to, { subject, text }, unsubscribe) {
      const headers = unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {};
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(ALTOGETHER_MS)]);
      await transport.sendMail({ to: { name: '', address: to }, subject, text, headers, signal });
    },
    close() {
      closing.abort();
      transport.close();
    },
  };
}
