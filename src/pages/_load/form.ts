import { formBroken, formTooLarge, notAForm } from '#core/form-refusals.ts';
import { granted, refuse } from '#core/refusal.ts';
import type { Outcome } from '#core/types.ts';

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

/** The form a request carries; what is none is refused. */
export async function formOf(request: Request): Promise<Outcome<FormData>> {
  if (!FORM.test(request.headers.get('content-type') ?? '')) return refuse(notAForm());
  try {
    return granted(await request.formData());
  } catch {
    return refuse(formBroken());
  }
}

/** A form of a few texts, whose size stands in its header: it is read only when it is small. */
export async function smallFormOf(request: Request, mostBytes = 64 * 1024): Promise<Outcome<FormData>> {
  const bytes = Number(request.headers.get('content-length') ?? NaN);
  return bytes <= mostBytes ? formOf(request) : refuse(formTooLarge(mostBytes));
}
