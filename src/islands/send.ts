export type Sent =
  { ok: true; url: string } | { ok: false; status: number; stopped: boolean; title: string; text: string };

export interface Sending {
  done: Promise<Sent>;
  stop(): void;
}

/** Sends files together as multipart, telling how many of their bytes have left. Never rejects: a refusal is an answer. */
export function send(action: string, files: readonly File[], onBytes: (bytes: number) => void): Sending {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    const fail = (title: string, text: string, stopped = false) =>
      resolve({ ok: false, status: request.status, stopped, title, text });
    request.upload.addEventListener('progress', (event) => onBytes(Math.min(event.loaded, total)));
    request.addEventListener('load', () => resolve(answerOf(request)));
    request.addEventListener('abort', () => fail('Stopped', 'Nothing was handed in.', true));
    request.addEventListener('error', () =>
      fail(
        'The connection broke',
        'The picture did not arrive whole, so nothing was stored and no attempt was used. It is still chosen here: hand it in again.',
      ),
    );
  });
  const body = new FormData();
  for (const file of files) body.append('file', file);
  request.open('POST', action);
  request.setRequestHeader('accept', 'application/json');
  request.responseType = 'json';
  request.send(body);
  return { done, stop: () => request.abort() };
}

function answerOf({ status, response }: XMLHttpRequest): Sent {
  const said = (response ?? {}) as Partial<Record<'url' | 'title' | 'detail' | 'hint', string>>;
  if (status >= 200 && status < 300 && said.url) return { ok: true, url: said.url };
  const title = said.title ?? 'The server could not take the picture';
  const text = said.detail
    ? `${said.detail} ${said.hint ?? ''}`
    : 'No attempt was used. Wait a moment and hand it in again.';
  return { ok: false, status, stopped: false, title, text };
}
