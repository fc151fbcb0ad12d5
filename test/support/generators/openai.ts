import type { ServerResponse } from 'node:http';
import { answerJson, serve, type Asked, type LocalGenerator } from './http.ts';
import { generatedPng } from './picture.ts';

export interface LocalService extends LocalGenerator {
  /** Instead of a picture. */
  answer: ((response: ServerResponse, asked: Asked) => void) | undefined;
  /** Pictures are named by address: of this origin where one is given, else of its own. */
  byAddress: string | boolean;
  /** Answers a request with a picture after all. */
  again(response: ServerResponse): Promise<void>;
  made(): number;
}

/** A service with OpenAI's images API; keys are bearer tokens. */
export async function localService(key = 'sk-test-key'): Promise<LocalService> {
  const server = await serve(async (asked, response) => {
    if (asked.path === '/pictures/1.png')
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(await generatedPng(1));
    if (asked.headers.authorization !== `Bearer ${key}`) {
      const message =
        'Incorrect API key provided: sk-wrong**********key. You can find your API key at https://example.org.';
      const error = { message, type: 'invalid_request_error', param: null, code: 'invalid_api_key' };
      return answerJson(response, { error }, 401);
    }
    if (asked.method === 'GET' && asked.path === '/v1/models')
      return answerJson(response, { object: 'list', data: [{ id: 'gpt-image-1', object: 'model' }] });
    if (asked.method !== 'POST' || asked.path !== '/v1/images/generations') return false;
    return self.answer ? self.answer(response, asked) : picture(response);
  });
  const picture = async (response: ServerResponse): Promise<void> => {
    const origin = self.byAddress === true ? self.url : self.byAddress;
    const bytes = await generatedPng(1);
    const made = origin
      ? { url: `${origin}/pictures/1.png` }
      : { b64_json: Buffer.from(bytes).toString('base64') };
    answerJson(response, { created: 1_764_100_000, data: [made] });
  };
  const self: LocalService = {
    ...server,
    answer: undefined,
    byAddress: false,
    again: picture,
    made: () => server.asked.filter(({ path }) => path === '/v1/images/generations').length,
  };
  return self;
}
