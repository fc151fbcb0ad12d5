type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A place where two documents differ: `credentialSubject.achievement.name`, `evidence[2].narrative`. */
export interface Difference {
  path: string;
  kind: 'changed' | 'added' | 'removed';
}

const MOST = 20;

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where `presented` departs from `issued`, at most twenty places. The order of an object's keys is none of it. */
export function differences(issued: unknown, presented: unknown): Difference[] {
  return walk(issued, presented, '').slice(0, MOST);
}

function walk(issued: unknown, presented: unknown, path: string): Difference[] {
  if (isObject(issued) && isObject(presented)) {
    const keys = [...new Set([...Object.keys(issued), ...Object.keys(presented)])];
    return keys.flatMap((key) => {
      const below = path === '' ? key : `${path}.${key}`;
      if (!Object.hasOwn(presented, key)) return [{ path: below, kind: 'removed' as const }];
      if (!Object.hasOwn(issued, key)) return [{ path: below, kind: 'added' as const }];
      return walk(issued[key], presented[key], below);
    });
  }
  if (Array.isArray(issued) && Array.isArray(presented)) {
    const longer = Math.max(issued.length, presented.length);
    return Array.from({ length: longer }, (_, i) => i).flatMap((i) => {
      const below = `${path}[${i}]`;
      if (i >= presented.length) return [{ path: below, kind: 'removed' as const }];
      if (i >= issued.length) return [{ path: below, kind: 'added' as const }];
      return walk(issued[i], presented[i], below);
    });
  }
  return issued === presented ? [] : [{ path, kind: 'changed' }];
}
