import { Refused } from '#core/refusal.ts';
import { isText } from '../../../graders/exercise/kind.ts';
import { uploadOf } from '../../../graders/exercise/upload.ts';
import type { Exercise } from '../../../graders/types.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Meter } from './meter.ts';
import { receiveFiles, type Received } from './receive.ts';
import { asFile, type TextReader } from './receive-text.ts';

/** What is handed in: a request whose body is still to be read, or the text that was read from one. */
export type HandedIn = Request | string;

export type TakeIn = (handedIn: HandedIn, exercise: Exercise, meter: Meter) => Promise<Received[]>;

/** Brings in what the exercise asks for, pictures or a text, as files that are not kept yet. Throws `Refused`. */
export function takingIn(blobs: BlobStore, texts: TextReader): TakeIn {
  return async (handedIn, exercise, meter) => {
    if (!isText(exercise)) {
      if (typeof handedIn === 'string') throw new Error(`Expected pictures for ${exercise.slug}, not a text`);
      return receiveFiles(handedIn, uploadOf(exercise), blobs, meter);
    }
    const rules = exercise.spec.submission;
    const { text, refusal } =
      typeof handedIn === 'string'
        ? { text: handedIn, refusal: texts.refusal(handedIn, rules) }
        : await texts.arrived(handedIn, rules, meter);
    if (refusal) throw new Refused(refusal);
    const { name, bytes } = asFile(text);
    const blob = await blobs.incoming();
    await blob.write(bytes);
    await blob.finish();
    return [{ name, blob }];
  };
}
