import { join } from 'node:path';
import type { SiteRole } from '#core/permissions.ts';
import { changeRole } from '#server/accounts/administration.ts';
import { openStore } from '#server/db/open.ts';
import type { School } from './school.ts';

/** Somebody with a session at a running school, who sends forms as a browser would. */
export interface Visitor {
  cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, fields: Record<string, string | string[]>): Promise<Response>;
}

export function visitor(school: School, cookie = ''): Visitor {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(school.url + path, {
      redirect: 'manual',
      ...init,
      headers: { origin: school.url, accept: 'text/html', ...(cookie ? { cookie } : {}), ...init.headers },
    });
  return {
    cookie,
    get: (path) => ask(path),
    post(path, fields) {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, values]) => [values].flat().map((one) => [name, one])),
      );
      return ask(path, { method: 'POST', body });
    },
  };
}

export const PASSWORD = 'three unrelated words';

/** Signs up at the school, and takes on a role there. */
export async function enrolled(school: School, name: string, role: SiteRole = 'learner'): Promise<Visitor> {
  const form = { name, email: `${name.replace(/\W/g, '-')}@example.org`.toLowerCase(), password: PASSWORD };
  const response = await visitor(school).post('/sign-up', form);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (response.status !== 303 || !cookie) throw new Error(`no account for ${name}: ${response.status}`);
  if (role !== 'learner') {
    const store = openStore(join(school.data, 'atelier.db'));
    await changeRole(store, form.email, role);
    await store.close();
  }
  return visitor(school, cookie);
}

/** The id in the address that a form's answer leads to. */
export function idIn(response: Response): string {
  const id = /[0-9a-z]{26}/.exec(response.headers.get('location') ?? '')?.[0];
  if (!id) throw new Error(`no id in ${response.status} ${response.headers.get('location')}`);
  return id;
}

export const ASSIGNMENT = {
  intent: 'save',
  title: 'Week 1: light',
  track: 'seeing',
  required: 'yes',
  opens: '',
  due: '2030-06-01T23:59',
  closes: '2030-06-05T23:59',
  late: 'steps',
  hours: ['24', '72', ''],
  percent: ['80', '50', ''],
  attempts: '3',
  version: '1',
};

/** A class with its staff, two learners, one assignment and one label. */
export async function classroom(school: School, name: string) {
  const teacher = await enrolled(school, `${name} teacher`, 'instructor');
  const id = idIn(await teacher.post('/cohorts', { intent: 'create', name, zone: 'Europe/Berlin' }));
  const base = `/cohorts/${id}`;
  const invite = /\/join\/([0-9A-Z]{10})/.exec(await (await teacher.get(base)).text())?.[1] ?? '';
  const join = async (who: string) => {
    const one = await enrolled(school, `${name} ${who}`);
    const joined = await one.post(`/join/${invite}`, {});
    if (joined.status !== 303) throw new Error(`${who} did not get in: ${joined.status}`);
    return one;
  };
  const [reviewer, learner, fellow] = [await join('reviewer'), await join('learner'), await join('fellow')];
  const roster = await (await teacher.get(`${base}/roster`)).text();
  const ids = new Map(
    [...roster.matchAll(/edit=([0-9a-z]{26})#member[^>]*>\s*Change<span[^>]*>\s*([^<]*)</g)].map((one) => [
      one[2]!.trim(),
      one[1]!,
    ]),
  );
  const idOf = (who: string) => ids.get(`${name} ${who}`) ?? '';
  await teacher.post(`${base}/roster`, { intent: 'member', learner: idOf('reviewer'), role: 'reviewer' });
  await teacher.post(`${base}/roster`, { intent: 'label', label: 'Group A' });
  await teacher.post(`${base}/assignments/new`, ASSIGNMENT);
  const overview = await (await teacher.get(base)).text();
  const assignment = /assignments\/([0-9a-z]{26})/.exec(overview)?.[1] ?? '';
  return { id, base, invite, assignment, idOf, teacher, reviewer, learner, fellow };
}
