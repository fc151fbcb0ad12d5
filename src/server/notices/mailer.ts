import { createTransport } from 'nodemailer';
import type { Letter } from '#core/notices/letter.ts';
import type { MailConfig } from '../config.ts';

export interface Mailer {
  /** Rejects when the server did not take it. `unsubscribe`: the address for RFC 8058, one click without asking back. */
  send(to: string, letter: Letter, unsubscribe?: string): Promise<void>;
  close(): void;
}

const PATIENCE_MS = 20_000;

/** Plain-text letters over SMTP. */
export function mailer({ url, from }: MailConfig): Mailer {
  const transport = createTransport(url, {
    from,
    // Letters are words of ours: no file and no address of the network is ever read for one.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(to, { subject, text }, unsubscribe) {
      const headers = unsubscribe
        ? { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {};
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error('The mail server did not answer in time.')), PATIENCE_MS).unref();
      });
      await Promise.race([
        transport.sendMail({ to: { name: '', address: to }, subject, text, headers }),
        late,
      ]);
    },
    close: () => transport.close(),
  };
}
