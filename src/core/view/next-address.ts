/**
 * Where to go after signing in: an address of this site alone, so that a link cannot lead a learner elsewhere. Encoded,
 * so that it fits into a header whatever was written.
 */
export function nextAddress(given: string | null | undefined, otherwise = '/progress'): string {
  if (!given || !/^\/(?![/\\])[^\s\\]*$/.test(given) || !URL.canParse(given, 'http://here')) return otherwise;
  const { pathname, search, hash } = new URL(given, 'http://here');
  // `/.//elsewhere.example` names another site once its dot is resolved.
  return pathname.startsWith('//') ? otherwise : pathname + search + hash;
}
