/** Where to go after signing in: an address of this site alone, so that a link cannot lead a learner elsewhere. */
export function nextAddress(given: string | null | undefined, otherwise = '/progress'): string {
  if (!given || !/^\/(?![/\\])[^\s\\]*$/.test(given)) return otherwise;
  return given;
}
