import { GeneratorProblem } from './generator.ts';

/** A picture that came as Base64 text, with or without a data-URL prefix. */
export function pictureBytes(text: string): Uint8Array {
  const plain = text.replace(/^data:[^,]{0,100},/, '');
  if (plain === '' || !/^[A-Za-z0-9+/=\s_-]+$/.test(plain))
    throw new GeneratorProblem('not-a-picture', { mayHaveCost: true });
  return new Uint8Array(Buffer.from(plain, 'base64'));
}
