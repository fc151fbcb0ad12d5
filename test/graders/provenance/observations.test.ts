import { describe, expect, it } from 'vitest';
import { CONTRADICTIONS, observe, type Grounds } from '#graders/provenance/observations.ts';
import { SOURCE_TYPES } from '#graders/provenance/source-types.ts';
import type { ContentCredentials } from '#graders/provenance/types.ts';

const AI = { system: 'Model', systemVersion: null, prompt: null, promptWriter: null };
const signed = (
  sourceTypes: string[],
  state: ContentCredentials['state'] = 'trusted',
): ContentCredentials => ({
  state,
  issuer: 'North',
  signedAt: null,
  generator: null,
  sourceTypes,
  problems: [],
});

const SILENT: Grounds = {
  contentCredentials: null,
  digitalSourceType: null,
  ai: null,
  tool: null,
  elsewhere: false,
  cut: false,
};

describe('observations', () => {
  it.each<[string, Partial<Grounds>, string[]]>([
    ['nothing', {}, []],
    ['a capture', { digitalSourceType: 'digitalCapture' }, []],
    ['a prompt, nothing declared', { tool: 'comfyui' }, []],
    ['a prompt, declared', { tool: 'comfyui', digitalSourceType: 'trainedAlgorithmicMedia' }, []],
    [
      'a prompt in a capture',
      { tool: 'comfyui', digitalSourceType: 'digitalCapture' },
      ['capture-with-prompt'],
    ],
    ['a prompt in a scan', { tool: 'a1111', digitalSourceType: 'negativeFilm' }, ['capture-with-prompt']],
    ['AI fields in a capture', { ai: AI, digitalSourceType: 'digitalCapture' }, ['capture-with-ai-fields']],
    ['AI fields in a composite', { ai: AI, digitalSourceType: 'compositeWithTrainedAlgorithmicMedia' }, []],
    [
      'a retouched photo, signed as generated',
      { digitalSourceType: 'humanEdits', contentCredentials: signed(['trainedAlgorithmicMedia']) },
      ['other-than-signed'],
    ],
    [
      'a capture, signed as generated',
      { digitalSourceType: 'digitalCapture', contentCredentials: signed(['trainedAlgorithmicMedia']) },
      ['other-than-signed'],
    ],
    [
      'generated, signed as a capture',
      { digitalSourceType: 'trainedAlgorithmicMedia', contentCredentials: signed(['digitalCapture']) },
      ['other-than-signed'],
    ],
    [
      'a composite of what is signed',
      {
        digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
        contentCredentials: signed(['composite', 'trainedAlgorithmicMedia']),
      },
      [],
    ],
    [
      'a composite, only generated parts signed',
      {
        digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
        contentCredentials: signed(['trainedAlgorithmicMedia']),
      },
      ['other-than-signed'],
    ],
    [
      'a composite of captures',
      { digitalSourceType: 'composite', contentCredentials: signed(['digitalCapture', 'digitalCreation']) },
      [],
    ],
    [
      'one of those signed',
      { digitalSourceType: 'print', contentCredentials: signed(['composite', 'print']) },
      [],
    ],
    ['nothing signed about the source', { digitalSourceType: 'print', contentCredentials: signed([]) }, []],
    ['changed since', { contentCredentials: signed([], 'tampered') }, ['changed-since-signed']],
    ['unreadable', { contentCredentials: signed([], 'unreadable') }, ['credentials-unreadable']],
    ['kept elsewhere', { elsewhere: true }, ['credentials-elsewhere']],
    ['kept elsewhere and here', { elsewhere: true, contentCredentials: signed([]) }, []],
    ['no term', { digitalSourceType: 'madeUp' }, ['unknown-source-type']],
    ['cut', { cut: true }, ['metadata-cut']],
  ])('%s', (_, grounds, codes) =>
    expect(observe({ ...SILENT, ...grounds }).map(({ code }) => code.replace('provenance.', ''))).toEqual(
      codes,
    ),
  );

  it('names who signed what', () =>
    expect(
      observe({
        ...SILENT,
        digitalSourceType: 'humanEdits',
        contentCredentials: signed(['composite', 'trainedAlgorithmicMedia']),
      })[0]!.params,
    ).toEqual({ declared: 'humanEdits', signed: 'composite, trainedAlgorithmicMedia', issuer: 'North' }));

  it('contradictions are four', () => expect(CONTRADICTIONS.size).toBe(4));
  it('the list has twenty terms', () => expect(SOURCE_TYPES.length).toBe(20));
});
