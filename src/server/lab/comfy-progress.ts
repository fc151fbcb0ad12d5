import { z } from 'zod';

const Message = z.object({
  type: z.string(),
  data: z.object({
    prompt_id: z.string().nullish(),
    value: z.number().optional(),
    max: z.number().optional(),
  }),
});

/**
 * Listens on ComfyUI's web socket for the steps of one prompt. Only a comfort: whether the picture is ready is read from
 * the history, so that a socket that breaks or says nothing harms nothing. Returns how to stop listening.
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
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // Previews come as bytes: they are not looked at.
    if (typeof data !== 'string' || data.length > 10_000) return;
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
