import { SMTPServer } from 'smtp-server';

export interface TakenLetter {
  to: string[];
  /** Header lines unfolded, by lower-case name. */
  headers: Record<string, string>;
  text: string;
}

/** A mail server on a free port that keeps what it is given; `refuse` makes it answer 451, `hush` not at all. */
export async function smtpServer(): Promise<{
  url: string;
  letters: TakenLetter[];
  refuse(yes: boolean): void;
  hush(yes: boolean): void;
  /** Letters begun, whatever became of them. */
  begun(): number;
  close(): Promise<void>;
}> {
  const letters: TakenLetter[] = [];
  let refusing = false;
  let silent = false;
  let begun = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      begun += 1;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (silent) return;
        if (refusing) return done(Object.assign(new Error('Come back later'), { responseCode: 451 }));
        letters.push(parsed(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuse: (yes) => (refusing = yes),
    hush: (yes) => (silent = yes),
    begun: () => begun,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parsed(message: string, recipients: readonly { address: string }[]): TakenLetter {
  const cut = message.indexOf('\r\n\r\n');
  const lines = message
    .slice(0, cut)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      decoded(line.slice(line.indexOf(':') + 2)),
    ]),
  );
  const body = message.slice(cut + 4);
  return {
    to: recipients.map(({ address }) => address),
    headers,
    text: headers['content-transfer-encoding'] === 'quoted-printable' ? unquoted(body) : body,
  };
}

/** Encoded words of a header (RFC 2047); the space between two of them means nothing. */
const decoded = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?(.*?)\?=/gi, (_, way: string, text: string) =>
      way.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : unquoted(text.replaceAll('_', ' ')),
    );

const unquoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
