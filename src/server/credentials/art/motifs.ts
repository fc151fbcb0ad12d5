/** A motif fills a window of 480 × 320; `mark` is where the grease pencil rings it. Only neutral greys. */
export interface Motif {
  svg: string;
  mark: { x: number; y: number; rx: number; ry: number };
}

const grey = (value: number): string => `#${Math.round(value).toString(16).padStart(2, '0').repeat(3)}`;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"${more}/>`;
const gradient = (id: string, from: number, to: number, along = 'x2="0" y2="1"'): string =>
  `<linearGradient id="${id}" x1="0" y1="0" ${along}><stop offset="0" stop-color="${grey(from)}"/><stop offset="1" stop-color="${grey(to)}"/></linearGradient>`;
const ball = (id: string): string =>
  `<radialGradient id="${id}" cx="0.36" cy="0.3" r="0.8"><stop offset="0" stop-color="#fafafa"/><stop offset="0.45" stop-color="#b5b5b5"/><stop offset="1" stop-color="#2e2e2e"/></radialGradient>`;

/** A step wedge in eleven zones, and the curve that spreads them. */
const seeing = (): Motif => ({
  svg: [
    ...range(11).map((i) => rect((480 / 11) * i, 0, 480 / 11 + 0.5, 320, grey(10 + i * 24))),
    '<path d="M0 320C150 312 180 8 480 0" fill="none" stroke="#fff" stroke-width="9"/>',
    '<path d="M0 320C150 312 180 8 480 0" fill="none" stroke="#171717" stroke-width="4"/>',
  ].join(''),
  mark: { x: 219, y: 142, rx: 74, ry: 66 },
});

/** Phrases as a typescript's lines, one of them weighted; beside it what they become. */
const prompting = (id: string): Motif => {
  const line = (x: number, y: number, w: number, tone = 150): string =>
    rect(x, y, w, 13, grey(tone), ' rx="2"');
  const bracket = (x: number, turn: number): string =>
    `<path d="M${x} 128q${turn * 9} 18 0 36" fill="none" stroke="#171717" stroke-width="5" stroke-linecap="round"/>`;
  return {
    svg: [
      `<defs>${gradient(`${id}-sky`, 226, 150)}</defs>`,
      rect(0, 0, 480, 320, grey(240)),
      line(40, 58, 92),
      line(142, 58, 70),
      line(40, 98, 150),
      line(54, 139, 118, 30),
      bracket(44, -1),
      bracket(182, 1),
      line(40, 190, 60),
      line(110, 190, 104),
      line(40, 230, 130),
      rect(262, 52, 176, 216, `url(#${id}-sky)`),
      '<circle cx="384" cy="116" r="24" fill="#fff"/>',
      `<path d="M262 208q44-34 88-8t88-14v82H262z" fill="${grey(74)}"/>`,
      `<path d="M262 236q60-22 176-6v38H262z" fill="${grey(34)}"/>`,
    ].join(''),
    mark: { x: 113, y: 146, rx: 104, ry: 38 },
  };
};

/** A coast with its light on a third, under the grid. */
const composition = (id: string): Motif => ({
  svg: [
    `<defs>${gradient(`${id}-sky`, 232, 168)}${gradient(`${id}-sea`, 118, 60)}</defs>`,
    rect(0, 0, 480, 213, `url(#${id}-sky)`),
    rect(0, 213, 480, 107, `url(#${id}-sea)`),
    `<path d="M262 213q40-26 78-20t140-14v34z" fill="${grey(48)}"/>`,
    `<path d="M312 198l4-84h9l4 84z" fill="#f4f4f4"/><path d="M313 114h15v-13h-15z" fill="#171717"/><path d="M310 102h21l-10.500-11z" fill="#171717"/>`,
    ...[160, 320].map((x) => rect(x - 0.75, 0, 1.5, 320, '#fff', ' opacity="0.75"')),
    ...[106.5, 213].map((y) => rect(0, y - 0.75, 480, 1.5, '#fff', ' opacity="0.75"')),
  ].join(''),
  mark: { x: 320, y: 112, rx: 56, ry: 54 },
});

/** A lit ball, dusty on the left of the line and clean on its right. */
const retouching = (id: string): Motif => {
  const dust = [
    [172, 96, 4],
    [150, 150, 6],
    [196, 176, 3.5],
    [214, 120, 5],
    [178, 222, 4],
    [84, 70, 4],
    [60, 210, 5],
    [110, 262, 3.5],
  ].map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#1f1f1f"/>`);
  return {
    svg: [
      `<defs>${gradient(`${id}-wall`, 196, 140)}${ball(`${id}-ball`)}</defs>`,
      rect(0, 0, 480, 320, `url(#${id}-wall)`),
      `<ellipse cx="262" cy="272" rx="128" ry="17" fill="${grey(70)}" opacity="0.7"/>`,
      `<circle cx="240" cy="158" r="116" fill="url(#${id}-ball)"/>`,
      ...dust,
      `<path d="M188 64q10 26-4 44" fill="none" stroke="#1f1f1f" stroke-width="2.500"/>`,
      rect(239, 0, 2, 320, '#fff'),
    ].join(''),
    mark: { x: 178, y: 140, rx: 62, ry: 58 },
  };
};

/** A ball cut out, its edge still marching, set down half on nothing and half in a room. */
const compositing = (id: string): Motif => {
  const squares = range(6).flatMap((row) =>
    range(5)
      .filter((column) => (row + column) % 2 === 0)
      .map((column) => rect(column * 54, row * 54, 54, 54, grey(206))),
  );
  return {
    svg: [
      `<defs>${gradient(`${id}-wall`, 176, 214)}${gradient(`${id}-floor`, 120, 84)}${ball(`${id}-ball`)}<clipPath id="${id}-left"><rect width="216" height="320"/></clipPath></defs>`,
      rect(0, 0, 480, 320, `url(#${id}-wall)`),
      rect(0, 212, 480, 108, `url(#${id}-floor)`),
      `<g clip-path="url(#${id}-left)">${rect(0, 0, 270, 320, grey(246))}${squares.join('')}</g>`,
      `<ellipse cx="290" cy="252" rx="112" ry="15" fill="#171717" opacity="0.75"/>`,
      `<circle cx="240" cy="150" r="104" fill="url(#${id}-ball)"/>`,
      `<circle cx="240" cy="150" r="104" fill="none" stroke="#fff" stroke-width="3"/>`,
      `<circle cx="240" cy="150" r="104" fill="none" stroke="#171717" stroke-width="3" stroke-dasharray="11 11"/>`,
    ].join(''),
    mark: { x: 304, y: 250, rx: 92, ry: 40 },
  };
};

/** One picture in three formats, the subject safe in each. */
const delivery = (id: string): Motif => {
  const frame = (x: number, y: number, w: number, h: number): string =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="#fff" stroke-width="3"/>`;
  const corners = (x: number, y: number, w: number, h: number): string =>
    [
      [x, y, 1, 1],
      [x + w, y, -1, 1],
      [x, y + h, 1, -1],
      [x + w, y + h, -1, -1],
    ]
      .map(
        ([cx, cy, dx, dy]) =>
          `<path d="M${cx! + 18 * dx!} ${cy}H${cx}V${cy! + 18 * dy!}" fill="none" stroke="#171717" stroke-width="7"/>`,
      )
      .join('');
  return {
    svg: [
      `<defs>${gradient(`${id}-sky`, 214, 150)}</defs>`,
      rect(0, 0, 480, 320, `url(#${id}-sky)`),
      `<path d="M0 236q120-40 240-10t240-16v110H0z" fill="${grey(96)}"/>`,
      `<path d="M216 226v-72q0-12 10-16v-22h28v22q10 4 10 16v72z" fill="#f7f7f7"/>${rect(222, 168, 36, 34, grey(60))}${rect(226, 104, 28, 12, '#171717')}`,
      frame(28, 44, 424, 238),
      frame(121, 44, 238, 238),
      corners(145, 44, 190, 238),
    ].join(''),
    mark: { x: 240, y: 162, rx: 64, ry: 84 },
  };
};

/** For a track that has no motif of its own: a ramp. */
const ramp = (id: string): Motif => ({
  svg: `<defs>${gradient(`${id}-ramp`, 16, 244, 'x2="1" y2="0"')}</defs>${rect(0, 0, 480, 320, `url(#${id}-ramp)`)}`,
  mark: { x: 330, y: 160, rx: 84, ry: 70 },
});

const TRACKS: Record<string, (id: string) => Motif> = {
  seeing,
  prompting,
  composition,
  retouching,
  compositing,
  delivery,
};

/** `id`: begins the ids in it, so that two motifs can stand in one drawing. */
export const motifOf = (track: string, id = 'm'): Motif => (TRACKS[track] ?? ramp)(id);

/** A contact sheet of up to six motifs, for a certificate over several tracks. */
export function sheetOf(tracks: readonly string[]): Motif {
  const shown = tracks.slice(0, 6);
  const frames = shown.map((track, i) => {
    const [x, y] = [12 + (i % 3) * 156, 32 + Math.floor(i / 3) * 132];
    return `<svg x="${x}" y="${y}" width="144" height="96" viewBox="0 0 480 320">${motifOf(track, `s${i}`).svg}</svg>`;
  });
  return {
    svg: `${rect(0, 0, 480, 320, '#f2f2f2')}${frames.join('')}`,
    mark: { x: 240, y: 212, rx: 96, ry: 66 },
  };
}
