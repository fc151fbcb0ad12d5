import { withTexts } from '../lab/png-text.ts';

/** Open Badges 3.0, 5.3: a badge's picture that carries its credential. */
export const PNG_KEYWORD = 'openbadgecredential';
export const SVG_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

export const bakedPng = (png: Uint8Array, credential: string): Uint8Array =>
  withTexts(png, { [PNG_KEYWORD]: credential });

/** The credential as the first child of the root, in CDATA; `]]>` in it would end that. */
export function bakedSvg(svg: string, credential: string): string {
  const data = credential.replaceAll(']]>', ']]]]><![CDATA[>');
  return svg.replace(
    /<svg\b([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} xmlns:openbadges="${SVG_NAMESPACE}">\n<openbadges:credential><![CDATA[${data}]]></openbadges:credential>`,
  );
}
