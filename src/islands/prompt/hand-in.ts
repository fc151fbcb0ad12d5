import type { Sent } from '../send.ts';

/** Hands a text in. Never rejects: a refusal is an answer. */
export async function handIn(action: string, text: string): Promise<Sent> {
  try {
    const answer = await fetch(action, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ text }),
    });
    const said = (await answer.json()) as Partial<Record<'url' | 'title' | 'detail' | 'hint', string>>;
    if (answer.ok && said.url) return { ok: true, url: said.url };
    return refused(answer.status, said.title, said.detail && `${said.detail} ${said.hint ?? ''}`);
  } catch {
    return refused(
      0,
      'The connection broke',
      'Your text did not arrive, so nothing was stored and no attempt was used. It still stands here: hand it in again.',
    );
  }
}

const refused = (
  status: number,
  title = 'The server could not take the text',
  text = 'No attempt was used. Wait a moment and hand it in again.',
): Sent => ({ ok: false, status, stopped: false, title, text });
