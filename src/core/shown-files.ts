/** Evidence pictures that show the files themselves: `yours`, and in a set `yours-2`, `yours-3` … in their order. */
export const shownFile = (index: number): string => (index === 0 ? 'yours' : `yours-${index + 1}`);

export const isShownFile = (name: string): boolean => /^yours(-[1-9]\d?)?$/.test(name);
