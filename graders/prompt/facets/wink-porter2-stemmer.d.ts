declare module 'wink-porter2-stemmer' {
  /** Porter's second English stemmer; lower-case words. */
  export default function stem(word: string): string;
}
