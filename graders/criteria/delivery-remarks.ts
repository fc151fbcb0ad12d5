import { SPACES } from '../pixels/colour-space.ts';
import type { DeliveryParams } from './delivery.ts';
import { sizeInPrint } from './print-size.ts';
import type { Finding, Measurement } from './types.ts';

const NAMES: Record<string, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF' };

export const kilobytes = (bytes: number): number => Math.round(bytes / 1000);

/** A remark for every requirement that is missed; what a client would send the file back for comes first. */
export function deliveryRemarks({ facts, names, terms }: Measurement, params: DeliveryParams): Finding[] {
  const { width, height, bytes, depth, ppi, cmyk } = facts as Record<string, number>;
  const missed = (term: string): boolean => (terms[term]?.distance ?? 0) > 0;
  const findings: Finding[] = [];
  const say = (code: string, of: Finding['params'] = {}): void =>
    void findings.push({ code: `delivery.${code}`, params: of });
  const budget = params.maxBytes ?? 0;

  if (missed('format'))
    say('format', { found: named(names!.format!), wanted: listed(params.formats!.map(named)) });
  if (missed('size')) say('size', { width: width!, height: height!, wanted: wantedSize(params) });
  if (missed('bytes'))
    say('bytes', {
      size: kilobytes(bytes!),
      budget: kilobytes(budget),
      over: Math.max(1, Math.round((bytes! / budget - 1) * 100)),
    });
  if (missed('profile')) findings.push(spaceRemark(names!.profile!, cmyk === 1, params.profile!));
  if (missed('depth')) say('depth', { found: depth!, wanted: params.bitDepth! });
  if (missed('subsampling'))
    say('subsampling', { found: names!.subsampling || 'not known', wanted: params.subsampling! });
  if (missed('alpha')) say(params.alpha === 'present' ? 'alpha-missing' : 'alpha-present');
  if (missed('print')) findings.push(printRemark({ width: width!, height: height! }, params));
  if (missed('ppi')) {
    if (ppi === 0) say('ppi-missing', { wanted: params.ppi! });
    else say('ppi', { found: Math.round(ppi!), wanted: params.ppi! });
  }
  for (const plain of ['gps', 'serial']) if (missed(plain)) say(plain);
  if (missed('metadata')) {
    if (names!.stray) say('stray', { found: names!.stray });
    else say('metadata');
  }
  if (missed('credit')) say('credit', { credit: params.credit! });
  if (missed('progressive')) say('progressive');
  if (findings.length === 0) say('complete');
  if (terms.bytes && !missed('bytes'))
    say('bytes-met', {
      size: kilobytes(bytes!),
      budget: kilobytes(budget),
      spare: Math.round((1 - bytes! / budget) * 100),
    });
  return findings;
}

function spaceRemark(
  profile: string,
  cmyk: boolean,
  wanted: NonNullable<DeliveryParams['profile']>,
): Finding {
  if (wanted === 'cmyk')
    return cmyk
      ? { code: 'delivery.profile-missing', params: { wanted: 'CMYK' } }
      : { code: 'delivery.not-cmyk', params: {} };
  if (wanted === 'srgb' && !cmyk) return { code: 'delivery.profile', params: { profile } };
  const { title } = SPACES[wanted];
  return profile === 'none' && !cmyk
    ? { code: 'delivery.profile-missing', params: { wanted: title } }
    : {
        code: 'delivery.profile-other',
        params: { profile: profile === 'none' ? 'CMYK' : profile, wanted: title },
      };
}

function printRemark(size: { width: number; height: number }, { print, ppi }: DeliveryParams): Finding {
  const { wanted, withoutBleed } = sizeInPrint(size, print!, ppi!);
  const pixels = `${wanted.width} × ${wanted.height} px`;
  if (withoutBleed) return { code: 'delivery.bleed', params: { bleed: print!.bleed, wanted: pixels } };
  const mm = `${print!.width + 2 * print!.bleed} × ${print!.height + 2 * print!.bleed} mm`;
  return { code: 'delivery.print-size', params: { ...size, wanted: pixels, mm } };
}

const named = (format: string): string => NAMES[format] ?? format;

const listed = (items: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(items);

function wantedSize({ width, height }: DeliveryParams): string {
  if (typeof width === 'number' && typeof height === 'number') return `${width} × ${height} px`;
  const parts = [
    ...(width === undefined ? [] : [`${extent(width)} px wide`]),
    ...(height === undefined ? [] : [`${extent(height)} px high`]),
  ];
  return parts.join(' and ');
}

function extent(wanted: NonNullable<DeliveryParams['width']>): string {
  if (typeof wanted === 'number') return String(wanted);
  const { min, max } = wanted;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min === undefined ? `at most ${max}` : `at least ${min}`;
}
