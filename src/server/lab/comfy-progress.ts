import { z } from 'zod';

const Message = z.object({
  type: z.string(),
  data: z.object({
    prompt_id: z.string().nullish(),
    value: z.number().optional(),
    max: z.number().optional(),
  }),
});

/** What one picture may say on its way: previews of every step, generously. Node itself refuses single messages beyond its own limit. */
export const MOST = { messages: 20_000, bytes: 256 * 1024 * 1024 };
/** A message about steps is short; longer ones are passed over. */
const MOST_LETTERS = 10_000;

/**
 * Listens on ComfyUI's web socket for the steps of one prompt. Only a comfort: whether the picture is ready is read from
 * the history, so that a socket that breaks or says nothing harms nothing, and one that says more than a picture can is closed. Returns how to stop listening.
 */
export function listenForSteps(
  address: URL,
  clientId: string,
  isOurs: (promptId: string) => boolean,
  onProgress: (share: number) => void,
  headers: Record<string, string>,
): () => void {
  const url = new URL(address);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('clientId', clientId);
  // Node's own takes headers beside the standard's list of protocols.
  const Socket = WebSocket as unknown as new (
    url: URL,
    options: { headers: Record<string, string> },
  ) => WebSocket;
  let socket: WebSocket;
  try {
    socket = new Socket(url, { headers });
  } catch {
    return () => {};
  }
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('error', () => {});
  let messages = 0;
  let bytes = 0;
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    messages += 1;
    bytes += typeof data === 'string' ? data.length : data.byteLength;
    if (messages > MOST.messages || bytes > MOST.bytes) return socket.close();
    // Previews come as bytes: they are not looked at.
    if (typeof data !== 'string' || data.length > MOST_LETTERS) return;
    const said = Message.safeParse(parsed(data)).data;
    if (said?.type !== 'progress' || !said.data.max || !isOurs(said.data.prompt_id ?? '')) return;
    onProgress(Math.min(1, Math.max(0, (said.data.value ?? 0) / said.data.max)));
  });
  return () => socket.close();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
