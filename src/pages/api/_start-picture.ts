import type { PictureFile } from '../../../graders/types.ts';
import { download } from './_download.ts';

/** A start picture, byte for byte. */
export const startPicture = async (request: Request, picture: PictureFile, name: string): Promise<Response> =>
  download(request, await picture.bytes(), `"${picture.sha256}"`, name);
