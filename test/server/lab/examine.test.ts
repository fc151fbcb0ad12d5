import { expect, it } from 'vitest';
import { examineLab } from '#server/lab/examine.ts';
import { localA1111 } from '#test/support/generators/a1111.ts';
import { localService } from '#test/support/generators/openai.ts';
import { labOf } from './helpers.ts';

it('the doctor says whether the generator can be used, and never its key', async () => {
  const web = await localA1111({ auth: 'school:let-me-in-123' });
  const service = await localService('sk-right-0123456789');
  const found = async (kind: string, url: string, key: string) =>
    examineLab(
      labOf({
        ATELIER_LAB_KIND: kind,
        ATELIER_LAB_URL: url,
        ATELIER_LAB_KEY: key,
        ATELIER_LAB_MODEL: 'gpt-image-1',
      }),
    );
  const findings = [
    await found('a1111', web.url, 'school:let-me-in-123'),
    await found('a1111', web.url, 'school:wrong-0123456789'),
    await found('openai', service.url, 'sk-right-0123456789'),
    await found('openai', service.url, 'sk-wrong-0123456789'),
    await found('comfyui', 'http://127.0.0.1:9', 'k-0123456789'),
  ];
  expect(findings.map(({ ok }) => ok)).toEqual([true, false, true, false, false]);
  expect(findings[0]!.found).toMatch(/^a1111 at http.*answers, with 4 samplers/);
  expect(findings[3]!.found).toMatch(/does not let this school in/);
  expect(findings[4]!.found).toMatch(/the generator does not answer/);
  for (const { found: text } of findings) expect(text).not.toMatch(/let-me-in|0123456789|\*{3}/);
  await web.close();
  await service.close();
});
