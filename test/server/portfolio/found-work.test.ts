import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Learner } from '#core/types.ts';
import type { PortfolioForm } from '#server/portfolio/forms.ts';
import { BOTH, certifyingPlatform, digestFor, doLesson, handIn } from '#test/support/certificates.ts';
import { signUp, sweepFolders, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let learner: Learner;

const form: PortfolioForm = {
  handle: 'learner-one',
  name: 'Learner One',
  headline: '',
  introduction: '',
  link: '',
  theme: 'light-table',
  visibility: 'private',
  certificates: true,
  version: '0',
};

beforeAll(async () => {
  platform = await certifyingPlatform();
  ({ learner } = await signUp(platform, 'learner1'));
  const shown = await handIn(platform, learner, 'grey', 92);
  await handIn(platform, learner, 'blue', 81);
  await platform.app.portfolios.add(learner, shown);
});
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

async function save(over: Partial<PortfolioForm>): Promise<void> {
  const { version } = await platform.app.portfolios.of(learner);
  const outcome = await platform.app.portfolios.save(learner, { ...form, ...over, version: String(version) });
  if (!outcome.ok) throw new Error(outcome.refusal.title);
}

/** What the page “Verify” answers to a file of this text, and what was said of the portfolio. */
async function found(
  text: string,
  portfolio = '',
): Promise<{ handle: string; piece: string; score: number }[]> {
  const body = new FormData();
  body.set('file', new File([text], 'mine.png'));
  body.set('portfolio', portfolio);
  const request = new Request('http://localhost/verify', { method: 'POST', body });
  const outcome = await platform.app.credentials.check(request, '192.0.2.1');
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  expect(outcome.value.file?.sha256).toBe(digestFor(text));
  return outcome.value.file!.work.map(({ handle, piece, score }) => ({ handle, piece, score }));
}

const WORK = { handle: 'learner-one', piece: 'The grey ramp', score: 92 };

describe('a file as work of a portfolio', () => {
  it('is never found in a private one, whatever is given', async () => {
    await save({ visibility: 'private' });
    expect(await found('grey 92')).toEqual([]);
    expect(await found('grey 92', 'learner-one')).toEqual([]);
  });

  it.each([
    ['nothing', '', []],
    ['its handle', 'learner-one', [WORK]],
    ['its address', 'https://school.example.org/p/learner-one', [WORK]],
    ['its address with a slash', 'https://school.example.org/p/learner-one/', [WORK]],
    ['another handle', 'learner-two', []],
    ['a pattern', 'learner-%', []],
    ['something hostile', "' or 1=1 --", []],
  ])('is found in an unlisted one by %s', async (_, portfolio, expected) => {
    await save({ visibility: 'unlisted' });
    expect(await found('grey 92', portfolio)).toEqual(expected);
  });

  it('is found in a public one by itself; what it does not show, and another file, are not', async () => {
    await save({ visibility: 'public' });
    expect(await found('grey 92')).toEqual([WORK]);
    expect(await found('blue 81')).toEqual([]);
    expect(await found('grey 92 ')).toEqual([]);
  });
});

describe('the certificates of a portfolio', () => {
  it('are those that hold and show the name', async () => {
    const { credentials } = platform.app;
    await doLesson(platform, learner);
    expect(await credentials.namedOf(learner.id)).toEqual([]);
    const claimed = await credentials.claim(learner, 'seeing', { name: false, pictures: true });
    const nameless = claimed.ok ? claimed.value : '';
    expect(await credentials.namedOf(learner.id)).toEqual([]);
    const changed = await credentials.changeConsent(learner, nameless, BOTH);
    const id = changed?.ok ? changed.value : '';
    expect(await credentials.namedOf(learner.id)).toMatchObject([{ id, title: 'Seeing, practitioner' }]);
    const { learner: head } = await signUp(platform, 'head');
    await credentials.desk({ ...head, role: 'owner' })!.revoke(id, 'By mistake.');
    expect(await credentials.namedOf(learner.id)).toEqual([]);
  });

  it('are shown unless the owner does not want it', async () => {
    expect((await platform.app.portfolios.of(learner)).certificatesShown).toBe(true);
    await save({ certificates: false });
    expect((await platform.app.portfolios.of(learner)).certificatesShown).toBe(false);
  });
});
