export const STAGES = ['dark', 'mid', 'light'] as const;
export type StageGrey = (typeof STAGES)[number];

export function stageOf(value: string | undefined): StageGrey {
  return STAGES.find((stage) => stage === value) ?? 'mid';
}

/** In the browser: sets the grey of every stage on the page and keeps it for a year. */
export function rememberStage(value: string): void {
  const stage = stageOf(value);
  for (const element of document.querySelectorAll<HTMLElement>('.stage')) element.dataset.stage = stage;
  document.cookie = `stage=${stage}; path=/; max-age=31536000; samesite=lax`;
}
