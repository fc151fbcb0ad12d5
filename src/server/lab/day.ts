const DAY_MS = 86_400_000;

/** The last midnight UTC: from here the pictures of a day are counted. */
export const dayStart = (now: number): number => now - (now % DAY_MS);
