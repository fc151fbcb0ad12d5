# Façade with repeating windows and a street below. Run: blender -b -P facade.py     1 unit = 1 m
# Env: SCALE SAMPLES SEED OUT, CAMERA=upright|tilted, BORDER, TIME_LIMIT
#   CAMERA: upright = shift lens, level camera; tilted = the same place, turned upwards and rolled. See _facade_lens.py for both and the homography.
#   SCALE: size of the picture as a share of 1200x1800.  OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py.
#   PANES=file.json: write the corners of all panes and render nothing; _facade_finish.py smooths within them.
#   BORDER=x0,x1,y0,y1 (fractions, y from below): render this region only.  TIME_LIMIT: seconds, 0 = none (stops before SAMPLES).
import bpy, json, math, os, sys, time
from mathutils import Vector, Matrix
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
import _facade_lens as lens, _facade_life as life, _facade_textures as tex
from _facade_lib import Parts, N, R, jit, material, surface, picture
from _facade_windows import casement, surround, hood, pane, leaf
from _passes import render_to

ENV = os.environ.get
SCALE, SAMPLES, SEED, OUT, BORDER = float(ENV('SCALE', 1)), int(ENV('SAMPLES', 64)), int(ENV('SEED', 1)), ENV('OUT', os.path.join(os.getcwd(), 'facade.png')), ENV('BORDER', '')
CAMERA, TIME_LIMIT = ENV('CAMERA', 'upright'), float(ENV('TIME_LIMIT', 0))
SUN_AZ, SUN_EL = 50, 35   # degrees to the left of the viewing direction reversed; above the horizon

BAYS, HALF, EAVES = (-3.45, -1.15, 1.15, 3.45), 4.6, 13.17
FLOORS = ((4.55, 2.02, 1.14), (7.72, 1.84, 1.12), (10.50, 1.56, 1.08))   # sill, height, width of the openings
DOOR, SHOP, SIDE = (.74, 1.86, .0, 3.02), (-4.02, .12, .0, 3.10), (2.80, 4.10, 1.00, 3.00)
DRESS = (('drape net', 'drape lamp', 'net half', 'one plant'), ('blind', 'drape art', 'things lamp', 'net'), ('net one', 'slats', 'drape half', 'shut'))


# ---------------------------------------------------------------- materials
def glass(name, tint=(.90, .94, .93), veil=.155, wave=.012):
    """Old double glazing: mirror by Fresnel, clear otherwise; a little waviness bends what it mirrors."""
    m, n, b = material(name); t = m.node_tree; t.nodes.remove(b); out = t.nodes['Material Output']; g, tr, mx = n.new('BsdfGlossy', Roughness=.0), n.new('BsdfTransparent'), n.new('MixShader'); tr.inputs[0].default_value = (*tint, 1)
    bump = n.bump(n.noise(n.position(), 2.6, 2, .4), 1.0, wave); n.link(bump, g.inputs['Normal'])
    lw = n.new('LayerWeight', Blend=.5); f = n.math('ADD', veil, n.math('MULTIPLY', n.math('POWER', lw.outputs['Facing'], 4.5), .85)); dirt = n.step(n.noise(n.position(), 3.2, 7, .65), .45, .75, 0, .05)
    d = n.new('BsdfDiffuse'); d.inputs[0].default_value = (.62, .60, .55, 1); m2 = n.new('MixShader'); n.link(f, mx.inputs[0]); n.link(tr.outputs[0], mx.inputs[1]); n.link(g.outputs[0], mx.inputs[2]); n.link(dirt, m2.inputs[0]); n.link(mx.outputs[0], m2.inputs[1]); n.link(d.outputs[0], m2.inputs[2])
    n.link(m2.outputs[0], out.inputs[0]); return m

def sheer(name, col, clear, through=.5):
    """Thin cloth or leaf: part diffuse, part translucent, part holes."""
    m, n, b = material(name); t = m.node_tree; t.nodes.remove(b); out = t.nodes['Material Output']; d, l, tr, a, c = n.new('BsdfDiffuse'), n.new('BsdfTranslucent'), n.new('BsdfTransparent'), n.new('MixShader', _0=through), n.new('MixShader', _0=clear)
    for s in (d, l): s.inputs[0].default_value = (*col, 1)
    n.link(d.outputs[0], a.inputs[1]); n.link(l.outputs[0], a.inputs[2]); n.link(a.outputs[0], c.inputs[1]); n.link(tr.outputs[0], c.inputs[2]); n.link((c if clear else a).outputs[0], out.inputs[0]); return m

def foliage(name, dark, light):
    m, n, b = material(name); t = m.node_tree; t.nodes.remove(b); out = t.nodes['Material Output']; col = n.mix(n.island(), dark, light); p, l, a = n.new('BsdfPrincipled', Roughness=.46, Specular=.35), n.new('BsdfTranslucent'), n.new('MixShader', _0=.34)
    n.link(col, p.inputs['Base Color']); n.link(n.mix(1.0, col, (1.5, 1.7, .55), 'MULTIPLY'), l.inputs[0]); n.link(p.outputs[0], a.inputs[1]); n.link(l.outputs[0], a.inputs[2]); n.link(a.outputs[0], out.inputs[0]); return m

def glow(name, col, strength):
    m, n, b = material(name); b.inputs['Emission'].default_value = (*col, 1); b.inputs['Emission Strength'].default_value = strength; return m

def painted(name, box, arrays, depth=1.0):
    """A wall from colour and height arrays laid over x and z of the world."""
    col, height = arrays; m, n, b = material(name); z = n.new('SeparateXYZ'); n.link(n.position(), z.inputs[0]); c = n.new('CombineXYZ'); x0, x1, z0, z1 = box
    n.link(n.math('DIVIDE', n.math('SUBTRACT', z.outputs[0], x0), x1 - x0), c.inputs[0]); n.link(n.math('DIVIDE', n.math('SUBTRACT', z.outputs[2], z0), z1 - z0), c.inputs[1]); s = height.std() * 8
    img = n.image(picture(name, (col ** (1 / 2.2)).astype('f4')), c.outputs[0]); n.link(img, b.inputs['Base Color'])
    h = n.image(picture(name + '_h', (height[..., None] / s + .5).repeat(3, 2).astype('f4'), True), c.outputs[0]); n.link(n.bump(h, depth, s), b.inputs['Normal']); b.inputs['Roughness'].default_value = .88; b.inputs['Specular'].default_value = .25; return m

def build_materials():
    holes = [(x - w / 2, x + w / 2, z, z + h) for z, h, w in FLOORS for x in BAYS]; ledges = [(a - .12, b + .12, c - .07) for a, b, c, d in holes] + [(-HALF, HALF, 3.98), (-HALF, HALF, 12.40)] + [(x - .78, x + .78, 6.80) for x in BAYS]
    M = {}; main, low = (-HALF, HALF, 3.9, 12.7), (-HALF, HALF, 0, 4.0)
    M['plaster'] = painted('plaster', main, tex.plaster(3, main, (.530, .392, .250), holes, ledges, 1.35))
    M['ashlar'] = painted('ashlar', low, tex.plaster(8, low, (.440, .395, .330), [DOOR, SIDE, SHOP], [(-HALF, HALF, 3.74), (2.68, 4.22, .92)], 1.25))
    lb, rb = (-9.2, -HALF, 0, 12.0), (HALF, 10.2, 0, 14.4); left, right = neighbour_holes()
    M['brick'] = painted('brick', lb, tex.brick(5, lb, left, [(a - .1, b + .1, c - .06) for a, b, c, d in left])); M['grey'] = painted('grey', rb, tex.plaster(12, rb, (.50, .52, .50), right, [(a - .1, b + .1, c - .06) for a, b, c, d in right] + [(HALF, 10.2, 13.4), (HALF, 10.2, 3.6)], .95))
    S = lambda k, *a, **kw: M.__setitem__(k, surface(k, *a, **kw))
    S('groove', (.20, .18, .15), .9); S('stone', (.500, .455, .385), .75, .14, .45, 2.6, streak=.45, bump=.25); S('granite', (.235, .225, .215), .55, .22, .3, 9, bump=.3, streak=.3); S('cornice', (.545, .490, .400), .8, .12, .45, 2.0, streak=.55, bump=.2)
    S('joinery', (.68, .655, .585), .42, .07, .22, 4, spec=.45, per=.05, streak=.25); S('joinery2', (.145, .150, .150), .4, .1, .2, 4, per=.06); S('joinery3', (.46, .29, .16), .45, .16, .25, 5, per=.06, streak=.3)
    S('green', (.022, .060, .043), .34, .20, .30, 3.5, spec=.5, per=.05, streak=.3); S('oxblood', (.150, .026, .020), .36, .18, .3, 3.2, spec=.5, per=.04, streak=.25); S('gilt', (.62, .44, .16), .35, .1, .2, metal=.7); S('brass', (.60, .42, .17), .3, .1, .2, metal=.9)
    S('zinc', (.34, .36, .375), .45, .15, .4, 2.2, metal=.55, streak=.4); S('lead', (.20, .21, .22), .5, .15, .3, 3, metal=.3); S('iron', (.025, .029, .028), .42, .25, .4, 6, spec=.5); S('tile', (.215, .085, .054), .78, .22, .65, 2.2, per=.34); S('slate', (.065, .070, .078), .55, .15, .3, 4, per=.2); S('chimney', (.22, .10, .065), .85, .2, .5, 5)
    S('sett', (.150, .143, .138), .60, .16, .35, 14, spec=.35, per=.36, bump=.5); S('slab', (.300, .285, .262), .80, .13, .45, 2.3, per=.10, bump=.35); S('kerb', (.27, .26, .25), .65, .2, .35, 7, per=.08, bump=.4); S('sand', (.115, .100, .080), .95, .2, .3, 20); S('soil', (.04, .03, .022), .95)
    S('shutter', (.33, .345, .34), .5, .08, .35, 2.5, streak=.5, spec=.4); S('awning', (.60, .55, .44), .85, .08, .3, 3); S('awning2', (.035, .105, .075), .85, .1, .2, 3); S('bike', (.030, .085, .135), .28, .1, .15, spec=.55); S('rubber', (.018, .018, .018), .7); S('chrome', (.62, .63, .64), .22, .05, .15, metal=1.0); S('leather', (.105, .048, .022), .55); S('lamp_red', (.45, .02, .015), .3); S('wicker', (.30, .185, .085), .7, .25, .3, 20)
    S('bark', (.125, .100, .078), .9, .3, .4, 16, bump=.8); S('terracotta', (.38, .155, .080), .8, .15, .4, 6); S('paper', (.80, .77, .70), .7, .05, .05); S('black', (.012, .012, .013), .6); S('frame_dark', (.03, .025, .022), .4); S('blue', (.012, .045, .20), .3); S('poster', (.56, .16, .06), .6, .2, .1, 4); S('chalk', (.024, .027, .026), .7, .3, .1, 6)
    for i, c in enumerate(((.36, .33, .28), (.22, .26, .28), (.42, .38, .30), (.30, .22, .18))): S('room%d' % i, c, .9, .06, .0)
    S('ceiling', (.60, .59, .56), .9, .03, 0); S('floor', (.16, .09, .05), .6)
    for i, c in enumerate(((.30, .05, .035), (.05, .12, .20), (.48, .40, .26), (.06, .13, .07), (.45, .20, .05), (.10, .09, .10))): S('book%d' % i, c, .6, .1, 0, per=.35)
    for i, c in enumerate(((.60, .54, .44), (.34, .17, .12), (.20, .27, .30), (.58, .47, .28))): M['cloth%d' % i] = sheer('cloth%d' % i, c, 0, .28)
    M['net'] = sheer('net', (.86, .85, .82), .30, .45); M['blind'] = sheer('blind', (.66, .60, .48), 0, .35); S('slat', (.62, .62, .60), .45, .04, .1); M['shade'] = glow('shade', (1, .60, .27), .62)
    M['glass'] = glass('glass'); M['lantern_glass'] = glass('lantern_glass', veil=.09, wave=.01); M['shop_glass'] = glass('shop_glass', (.93, .96, .95), .085, .016); M['bulb'] = glow('bulb', (1, .66, .34), 1.2); M['shop_lamp'] = glow('shop_lamp', (1, .70, .40), 32)
    M['leaf'] = foliage('leaf', (.040, .085, .014), (.105, .165, .030)); M['leaf2'] = foliage('leaf2', (.022, .060, .014), (.075, .125, .028)); M['red'] = foliage('red', (.42, .018, .020), (.62, .05, .04)); return M


# ---------------------------------------------------------------- the house
def neighbour_holes():
    left = [(x - .52, x + .52, z, z + h) for x in (-5.62, -7.4) for z, h in ((1.05, 1.85), (4.05, 1.75), (6.85, 1.70), (9.45, 1.45))]
    right = [(x - .54, x + .54, z, z + h) for x in (5.72, 7.62) for z, h in ((4.25, 1.95), (7.30, 1.90), (10.35, 1.70))] + [(5.05, 7.35, 0, 2.75)]; return left, right

def build_upper_floors(P):
    holes, k = [], 0
    for f, (z, h, w) in enumerate(FLOORS):
        for b, x in enumerate(BAYS):
            x, zz = x + jit(.008), z + jit(.006); x0, x1, z1 = x - w / 2, x + w / 2, zz + h; holes.append((x0, x1, zz, z1))
            opened = {(1, 2): .95, (2, 0): -1.15}.get((f, b), 0) + (jit(.03) if R.random() < .3 else 0)
            casement(P, life, x, zz, w, h, DRESS[f][b], open_=opened, tone=R.randrange(4), transom=(.68, .68, .66)[f])
            if f < 2: surround(P, 'stone', x0, x1, zz, z1, (.15, .12)[f], .035, (.03, 0)[f])
            else: surround(P, 'stone', x0, x1, zz, z1, .10, .025)
            if f == 0:
                hood(P, 'stone', x0 - .20, x1 + .20, z1 + .15)
                for c in (x0 - .10, x1 + .10): P.moulding('stone', [(0, z1 - .05), (-.05, z1 - .05), (-.12, z1 + .10), (-.13, z1 + .15), (0, z1 + .15)], c - .055, c + .055)
            if f == 1: P.moulding('stone', [(0, z1), (-.065, z1 + .0), (-.09, z1 + .15), (-.09, z1 + .17), (0, z1 + .17)], x - .09, x + .09)
    P.wall('plaster', -HALF, HALF, 3.9, 12.62, holes, depth=.15)
    P.moulding('cornice', [(0, 7.10), (-.05, 7.10), (-.06, 7.15), (-.085, 7.18), (-.085, 7.23), (0, 7.26)], -HALF, HALF)
    P.moulding('cornice', [(0, 3.74), (-.05, 3.74), (-.06, 3.80), (-.10, 3.83), (-.12, 3.90), (-.16, 3.92), (-.16, 3.98), (-.03, 4.03), (-.03, 4.14), (0, 4.14)], -HALF - .02, HALF + .02)
    P.moulding('cornice', [(0, 12.36), (-.04, 12.36), (-.05, 12.42), (-.03, 12.44), (-.03, 12.60), (-.09, 12.64), (-.13, 12.68), (-.15, 12.70), (-.15, 12.90), (-.44, 12.93), (-.44, 13.03), (-.49, 13.09), (-.51, 13.12), (-.51, EAVES), (.2, EAVES), (.2, 12.36)], -HALF - .03, HALF + .03)
    for i in range(31): x = -4.5 + .30 * i + jit(.004); P.moulding('cornice', [(-.13, 12.72), (-.20, 12.73), (-.30, 12.80), (-.40, 12.86), (-.40, 12.93), (-.13, 12.93)], x - .065, x + .065)
    P.box('plaster', -HALF, -HALF + .3, .01, 5, 0, 12.6); P.box('plaster', HALF - .3, HALF, .01, 5, 0, 13.0)   # party walls keep light from leaking through

def build_ground_floor(P):
    holes = [DOOR, SHOP, SIDE]; P.wall('groove', -HALF, HALF, 0, 3.9, holes, depth=.22)
    xs = sorted({-HALF, HALF, *(v for h in holes for v in h[:2])}); rows = [.52 + .403 * i for i in range(9)]
    for c, d in zip(rows, rows[1:]):
        for a, b in zip(xs, xs[1:]):
            cuts = [h for h in holes if h[0] < (a + b) / 2 < h[1]]; top = max([h[3] for h in cuts if h[2] < (c + d) / 2 < h[3]] or [0])
            if top and top > d - .05: continue
            low, high = max(c, top) + .010, d - .010; a2, b2 = a + (0 if a == -HALF else .0), b
            if cuts and SIDE in cuts and low < SIDE[3] and high > SIDE[2]:
                if low < SIDE[2]: P.moulding('ashlar', [(.02, low), (-.022, low), (-.032, low + .012), (-.032, SIDE[2]), (.02, SIDE[2])], a2, b2)
                continue
            P.moulding('ashlar', [(.02, low), (-.022, low), (-.032, low + .012), (-.032, high - .012), (-.022, high), (.02, high)], a2, b2)
    for a, b in ((-HALF, SHOP[0]), (SHOP[1], DOOR[0]), (DOOR[1], HALF)): P.moulding('granite', [(.02, 0), (-.075, 0), (-.075, .49), (-.045, .525), (.02, .525)], a, b)
    x0, x1, z0, z1 = SIDE; casement(P, life, (x0 + x1) / 2, z0, x1 - x0, z1 - z0, 'half plant', y=.17, tone=2, transom=.72); surround(P, 'stone', x0, x1, z0, z1, .12, .05)
    build_door(P); build_shop(P)

def build_door(P):
    x0, x1, _, z1 = DOOR; y = .20; surround(P, 'stone', x0, x1, .16, z1, .16, .06); hood(P, 'stone', x0 - .24, x1 + .24, z1 + .16, .26)
    P.box('granite', x0 - .14, x1 + .14, -.34, .24, 0, .155); P.box('oxblood', x0, x0 + .07, y - .02, y + .1, .155, z1); P.box('oxblood', x1 - .07, x1, y - .02, y + .1, .155, z1); P.box('oxblood', x0, x1, y - .02, y + .1, z1 - .07, z1); P.box('oxblood', x0, x1, y - .05, y + .1, 2.36, 2.46)
    xm = (x0 + x1) / 2
    for a, b in ((x0 + .07, xm - .006), (xm + .006, x1 - .07)):
        P.box('oxblood', a, b, y + .02, y + .075, .17, 2.36)
        for c, d, g in ((.32, .92, 0), (1.06, 2.20, 1)):
            e = .085; P.box('oxblood', a + e, b - e, y + .004, y + .03, c, d)
            if g: P.box('black', a + e + .03, b - e - .03, y - .001, y + .006, c + .03, d - .03); pane(P, a + e + .03, b - e - .03, c + .03, d - .03, y - .004); [P.tube('iron', [(a + e + .03 + (b - a - 2 * e - .06) * t, y - .02, c + .03), (a + e + .03 + (b - a - 2 * e - .06) * t, y - .02, d - .03)], .007, 6) for t in (.2, .4, .6, .8)]
            else: P.box('oxblood', a + e + .045, b - e - .045, y - .012, y + .006, c + .045, d - .045)
    P.tube('brass', [(xm - .055, y - .01, 1.08), (xm - .055, y - .05, 1.10), (xm - .055, y - .05, 1.32), (xm - .055, y - .01, 1.34)], .011, 8); P.box('brass', xm + .06, xm + .24, y - .004, y + .01, .98, 1.03); P.lathe('brass', (xm + .13, y - .02, 1.18), [(0, -.02), (.024, -.01), (.024, .01), (0, .02)], 12)
    P.box('frame_dark', x0 + .07, x1 - .07, y + .5, y + .52, 2.46, z1); pane(P, x0 + .07, x1 - .07, 2.46, z1 - .07, y + .03)
    for i in range(7): a = math.pi * (i + .0) / 6; P.tube('oxblood', [(xm, y + .02, 2.47), (xm + .47 * math.cos(a), y + .02, 2.47 + min(.46, .62 * math.sin(a)))], .010, 6)
    P.box('brass', DOOR[1] + .25, DOOR[1] + .39, -.055, -.03, 1.28, 1.56); [P.lathe('black', (DOOR[1] + .36, -.058, 1.33 + .055 * i), [(0, -.008), (.012, 0), (0, .008)], 8) for i in range(4)]
    P.box('blue', DOOR[1] + .24, DOOR[1] + .42, -.052, -.03, 2.22, 2.38); life.wall_lantern(P, .43, 2.62)

def build_shop(P):
    x0, x1, _, z1 = SHOP; y = .06; g = 'green'; doors = (-2.42, -1.50); fascia = 2.62
    P.box('green', x0, x1, -.03, .24, fascia, z1); P.moulding('green', [(.1, z1 - .06), (-.10, z1 - .06), (-.13, z1 - .02), (-.20, z1), (-.20, z1 + .045), (.02, z1 + .10)], x0 - .10, x1 + .10); P.moulding('lead', [(.02, z1 + .10), (-.21, z1 + .046), (-.21, z1 + .038), (.02, z1 + .09)], x0 - .11, x1 + .11); P.moulding('green', [(.1, fascia - .02), (-.05, fascia - .02), (-.06, fascia + .02), (-.03, fascia + .05), (.1, fascia + .05)], x0, x1)
    for x in (x0 + .13, x1 - .13): P.box(g, x - .13, x + .13, -.06, .20, .0, fascia); P.box(g, x - .15, x + .15, -.085, .2, 0, .42); P.box(g, x - .085, x + .085, -.075, -.05, .55, 2.30); P.box(g, x - .15, x + .15, -.09, .2, 2.40, fascia + .0); P.moulding(g, [(0, fascia), (-.10, fascia), (-.15, fascia + .22), (-.15, z1 - .06), (0, z1 - .06)], x - .09, x + .09)
    for a, b in ((x0 + .26, doors[0]), (doors[1], x1 - .26)):
        P.box(g, a, b, y - .02, y + .14, .02, .50); P.moulding(g, [(y, .50), (-.05, .50), (-.05, .53), (y + .14, .555)], a, b); n = 2
        for i in range(n): c, d = a + (b - a) * i / n + .07, a + (b - a) * (i + 1) / n - .07; P.box(g, c, d, y - .035, y, .10, .44); P.box(g, c + .05, d - .05, y - .047, y - .03, .15, .39)
        P.box(g, a, a + .05, y, y + .09, .53, fascia); P.box(g, b - .05, b, y, y + .09, .53, fascia); P.box(g, a, b, y - .01, y + .09, 2.08, 2.14); xm = (a + b) / 2; P.box(g, xm - .022, xm + .022, y, y + .08, .53, 2.10)
        for c, d in ((a + .05, xm - .02), (xm + .02, b - .05)): k = len(P.v.get('glass', [])); pane(P, c, d, .55, 2.09, y + .04); q = P.v['glass'][k:]; P.v['glass'][k:] = []; P.f['glass'].pop(); P.quad('shop_glass', *q)
        for i in range(6):
            c, d = a + .05 + (b - a - .1) * i / 6, a + .05 + (b - a - .1) * (i + 1) / 6; P.box(g, d - .012, d + .012, y, y + .07, 2.14, fascia); pane(P, c, d, 2.14, fascia, y + .04)
    a, b = doors; yd = .52; P.box(g, a - .03, a, y, yd + .1, .05, fascia); P.box(g, b, b + .03, y, yd + .1, .05, fascia); P.box('granite', a - .02, b + .02, -.12, yd + .2, 0, .05); leaf(P, g, a + .03, b - .03, .80, 2.12, yd, b=.10); P.box(g, a + .03, b - .03, yd, yd + .05, .06, .82); P.box(g, a + .14, b - .14, yd - .012, yd, .18, .70); P.box(g, a, b, yd, yd + .08, 2.12, 2.20); pane(P, a, b, 2.20, fascia, yd + .04)
    P.tube('brass', [(b - .09, yd, 1.02), (b - .09, yd - .05, 1.04), (b - .09, yd - .05, 1.30), (b - .09, yd, 1.32)], .011, 8); P.box('paper', a + .30, a + .56, yd - .004, yd + .001, 1.46, 1.62); P.box('black', a + .33, a + .53, yd - .005, yd, 1.52, 1.56)
    # the room: shelves of books, tables in the windows, two hanging lamps
    X0, X1, Y0, Y1, Z1 = x0 + .02, x1 - .02, .26, 4.4, 3.0
    P.quad('room0', (X0, Y1, 0), (X1, Y1, 0), (X1, Y1, Z1), (X0, Y1, Z1)); P.quad('room0', (X0, Y0, 0), (X0, Y1, 0), (X0, Y1, Z1), (X0, Y0, Z1)); P.quad('room0', (X1, Y0, 0), (X1, Y0, Z1), (X1, Y1, Z1), (X1, Y1, 0)); P.quad('ceiling', (X0, Y0, Z1), (X0, Y1, Z1), (X1, Y1, Z1), (X1, Y0, Z1)); P.quad('floor', (X0, Y0, .04), (X1, Y0, .04), (X1, Y1, .04), (X0, Y1, .04))
    def shelf(xa, xb, ya, z):
        P.box('joinery3', xa, xb, ya, ya + .26, z - .025, z); x = xa
        while x < xb - .03:
            w = R.uniform(.020, .055); h = R.uniform(.19, .30)
            if R.random() < .06: x += R.uniform(.05, .2); continue
            P.box('book%d' % R.randrange(6), x, x + w - .003, ya + .03, ya + .22, z, z + h); x += w
    for i in range(7): shelf(X0, X1, Y1 - .3, .35 + .37 * i)
    for i in range(6): P.box('joinery3', X0 + .68 * i, X0 + .68 * i + .03, Y1 - .32, Y1, 0, 2.8)
    for a, b in ((x0 + .30, doors[0] - .04), (doors[1] + .04, x1 - .30)):
        P.box('joinery3', a, b, .20, .80, .50, .54); shelf(a, b, .74, .56)
        for i in range(9):
            x, yy, t = a + .12 + (b - a - .24) * i / 8 + jit(.04), .30 + .16 * (i % 3) + jit(.03), .13 + jit(.03); h, c = .26 + jit(.05), 'book%d' % R.randrange(6)
            P.add(c, [(x - t * .5, yy, .54), (x + t * .5, yy, .54), (x + t * .5, yy + .07, .54 + h), (x - t * .5, yy + .07, .54 + h), (x - t * .5, yy + .03, .54), (x + t * .5, yy + .03, .54), (x + t * .5, yy + .10, .54 + h), (x - t * .5, yy + .10, .54 + h)], [(0, 1, 2, 3), (5, 4, 7, 6), (0, 3, 7, 4), (1, 5, 6, 2), (3, 2, 6, 7)]); P.box('paper', x - t * .3, x + t * .3, yy + .02, yy + .030, .54 + h * .62, .54 + h * .78)
        for i in range(4): x, yy = a + R.uniform(.15, b - a - .15), R.uniform(.32, .6); [P.box('book%d' % R.randrange(6), x - .11 + jit(.01), x + .11 + jit(.01), yy - .08, yy + .08, .54 + .035 * j, .57 + .035 * j, jit(.3)) for j in range(R.randrange(2, 5))]
    for x in (-3.3, -.75): P.lathe('green', (x, 1.5, 2.05), [(.21, 0), (.19, .06), (.06, .16), (.03, .22), (.02, .26)], 20); P.lathe('shop_lamp', (x, 1.5, 2.05), [(.19, .02), (.08, .05), (0, .06)], 14); P.tube('black', [(x, 1.5, 2.3), (x, 1.5, 3)], .006, 5)
    P.box('poster', -.52, -.24, y + .028, y + .032, 1.40, 1.80); P.box('paper', -.50, -.26, y + .026, y + .029, 1.44, 1.54)
    P.box('paper', -3.62, -3.40, y + .028, y + .032, .62, .93)

def build_awning(P):
    x0, x1, y1, z0, z1, n = -1.55, .02, -.85, 2.30, 2.64, 12   # half out, over one window
    for i in range(n):
        a, b, m = x0 + (x1 - x0) * i / n, x0 + (x1 - x0) * (i + 1) / n, 'awning' if i % 2 else 'awning2'; s = lambda t: -.035 * math.sin(math.pi * t)
        for k in range(5): t, u = k / 5, (k + 1) / 5; P.quad(m, (a, -.04 + (y1 + .04) * t, z1 + (z0 - z1) * t + s(t)), (b, -.04 + (y1 + .04) * t, z1 + (z0 - z1) * t + s(t)), (b, -.04 + (y1 + .04) * u, z1 + (z0 - z1) * u + s(u)), (a, -.04 + (y1 + .04) * u, z1 + (z0 - z1) * u + s(u)))
        c = (a + b) / 2; P.add(m, [(a, y1, z0), (b, y1, z0), (b, y1 + .01, z0 - .15), (c, y1 + .015, z0 - .19), (a, y1 + .01, z0 - .15)], [(0, 1, 2, 3, 4)])
    P.tube('iron', [(x0, y1, z0), (x1, y1, z0)], .014, 8)
    for x in (x0 + .03, x1 - .03): P.tube('iron', [(x, y1, z0 - .01), (x, -.04, 2.02)], .010, 6)

def lettering(M):
    def text(s, size, at, mat, font, depth=.012, space=1.0, lean=0.0):
        c = bpy.data.curves.new(s, 'FONT'); c.body = s; c.size = size; c.extrude = depth; c.align_x, c.align_y = 'CENTER', 'CENTER'; c.space_character = space; c.resolution_u = 4
        if font and os.path.exists(font): c.font = bpy.data.fonts.load(font)
        o = bpy.data.objects.new(s, c); sc.collection.objects.link(o); o.location = at; o.rotation_euler = (math.pi / 2 - lean, 0, 0); c.materials.append(mat)
    d = '/usr/share/fonts/opentype/urw-base35/'; text('LIBRAIRIE', .29, (-1.95, -.036, 2.845), M['gilt'], d + 'C059-Roman.otf', space=1.22); text('12', .12, (DOOR[1] + .33, -.053, 2.30), M['paper'], d + 'NimbusSans-Bold.otf', .001)
    text('RUE DU', .075, (-4.31, -.052, 3.46), M['paper'], d + 'NimbusSansNarrow-Bold.otf', .001, 1.1); text('CANAL', .105, (-4.31, -.052, 3.36), M['paper'], d + 'NimbusSansNarrow-Bold.otf', .001, 1.1)
    for i, (w, size) in enumerate((('Livres', .17), ('anciens', .15), ('& occasions', .105), ('2 – 5 €', .12))): z = .76 - .17 * i; text(w, size, (-2.95, -1.002 + .208 * z, z), M['paper'], d + 'Z003-MediumItalic.otf', .0, 1.0, .205)

def build_roof(P):
    y0, z0, slope = -.36, EAVES + .06, math.radians(53); c, s = math.cos(slope), math.sin(slope); L = 4.9
    at = lambda x, t, h: (x, y0 + t * c - h * s, z0 + t * s + h * c)
    for r in range(int(L / .17)):
        x = -HALF - .02 - (.1 if r % 2 else 0)
        while x < HALF: w = .20; a, b, q = max(x, -HALF - .02), min(x + w - .004, HALF - .02), .012 + jit(.005); P.add('tile', [at(a, r * .17, q), at(b, r * .17, q), at(b, r * .17 + .24, -.005), at(a, r * .17 + .24, -.005), at(a, r * .17, q - .02), at(b, r * .17, q - .02)], [(0, 1, 2, 3), (0, 4, 5, 1)]); x += w
    P.quad('slate', at(-HALF, 0, -.03), at(HALF, 0, -.03), at(HALF, L, -.03), at(-HALF, L, -.03)); P.box('tile', -HALF, HALF, y0 + L * c - .1, y0 + L * c + .1, z0 + L * s - .02, z0 + L * s + .10)
    n = 12; arc = [(-.545 + .085 * math.cos(a), EAVES + .115 + .085 * math.sin(a)) for a in [math.pi + math.pi * i / n for i in range(n + 1)]]; P.moulding('zinc', arc + [(y, z + .004) for y, z in arc[::-1]], -HALF - .05, HALF + .05); P.tube('zinc', [(-HALF - .05, -.63, EAVES + .12), (HALF + .05, -.63, EAVES + .12)], .011, 8)
    for i in range(13): x = -4.4 + .733 * i; P.box('zinc', x - .012, x + .012, -.632, -.46, EAVES + .115, EAVES + .122)
    for x in (-2.3, 2.3):   # dormers
        yf, zb, w, h = .34, 14.02, .98, 1.22; P.wall('lead', x - .68, x + .68, zb - .25, zb + h + .14, [(x - w / 2, x + w / 2, zb, zb + h)], y=yf, depth=.06); casement(P, life, x, zb, w, h, ('net', 'one')[x > 0], y=yf + .05, transom=0, bars=1, sill=None, tone=1, deep=1.8); P.box('zinc', x - w / 2 - .04, x + w / 2 + .04, yf - .07, yf, zb - .05, zb)
        for e in (-.68, .68): P.quad('lead', (x + e, yf, zb - .25), (x + e, yf + 2, zb - .25), (x + e, yf + 2, zb + h + .14), (x + e, yf, zb + h + .14)); P.box('joinery', x + e - .05, x + e + .05, yf - .02, yf + .04, zb - .2, zb + h + .12)
        P.moulding('joinery', [(yf, zb + h + .10), (yf - .05, zb + h + .10), (yf - .11, zb + h + .17), (yf - .11, zb + h + .21), (yf, zb + h + .21)], x - .76, x + .76); P.add('zinc', [(x - .82, yf - .14, zb + h + .21), (x + .82, yf - .14, zb + h + .21), (x + .82, yf + 2, zb + h + .34), (x - .82, yf + 2, zb + h + .34), (x - .80, yf - .14, zb + h + .25), (x + .80, yf - .14, zb + h + .25), (x, yf - .14, zb + h + .50), (x, yf + 2, zb + h + .55)], [(0, 1, 5, 6, 4), (4, 6, 7, 3), (6, 5, 2, 7), (0, 3, 2, 1)])
    for x, y, w, zt in ((3.75, 1.9, .95, 17.2), (-3.9, 2.3, .75, 17.35)):
        P.box('chimney', x - w / 2, x + w / 2, y, y + .6, 13.5, zt); P.box('chimney', x - w / 2 - .05, x + w / 2 + .05, y - .05, y + .65, zt - .22, zt - .08); P.box('stone', x - w / 2 - .07, x + w / 2 + .07, y - .07, y + .67, zt, zt + .07)
        for i in (-1, 0, 1): P.lathe('terracotta', (x + i * w * .29, y + .3, zt + .07), [(.12, 0), (.10, .08), (.085, .42), (.11, .46), (.11, .52), (.08, .52)], 14)
    P.tube('zinc', [(-3.62, 2.3, 17.3), (-3.62, 2.3, 18.6)], .016, 6); [P.tube('zinc', [(-3.62 - .5 + .03 * i, 2.3 - .1, 18.5 - .11 * i), (-3.62 + .5 - .03 * i, 2.3 + .1, 18.5 - .11 * i)], .006, 4) for i in range(5)]

def build_pipes(P):
    x = 4.40; P.box('zinc', x - .13, x + .13, -.60, -.40, EAVES - .18, EAVES + .06); P.tube('zinc', [(x, -.50, EAVES - .1), (x, -.50, EAVES - .30), (x, -.46, EAVES - .42), (x, -.17, 12.30), (x, -.11, 12.16), (x, -.11, 1.7)], .052, 14); P.tube('iron', [(x, -.11, 1.75), (x, -.11, .16), (x, -.16, .06), (x, -.24, .02)], .060, 14)
    for z in (1.72, 3.2, 5.3, 7.5, 9.6, 11.6): P.box('zinc', x - .068, x + .068, -.175, 0, z - .022, z + .022); P.tube('zinc', [(x, -.11, z + .10), (x, -.11, z + .22)], .059, 14)
    P.tube('black', [(-HALF + .06, -.018, 4.2), (-HALF + .06, -.018, 12.3)], .011, 6); P.tube('black', [(-HALF + .06, -.018, 4.18), (-2.3, -.02, 4.165), (-.2, -.02, 4.17), (.6, -.02, 4.16)], .010, 6); P.box('paper', -4.28, -4.08, -.07, 0, 4.28, 4.42); P.box('blue', -4.54, -4.08, -.050, -.030, 3.28, 3.53)
    for x, z in ((-2.3, 4.33), (2.32, 9.0)): P.box('zinc', x - .10, x + .10, -.012, .01, z - .06, z + .06)
    for x in (-2.28, 2.28): P.tube('iron', [(x - .17, -.02, 9.93 - .17), (x + .17, -.02, 9.93 + .17)], .017, 6); P.tube('iron', [(x - .17, -.02, 9.93 + .17), (x + .17, -.02, 9.93 - .17)], .017, 6)   # wall anchors


# ---------------------------------------------------------------- neighbours and street
def build_neighbours(P):
    left, right = neighbour_holes(); kinds = ('half', 'net', 'blind', 'drape', 'slats', 'one', 'shut', 'net lamp')
    P.wall('brick', -9.2, -HALF, 0, 11.15, left, y=.05, depth=.15)
    for i, (a, b, c, d) in enumerate(left): casement(P, life, (a + b) / 2, c, b - a, d - c, kinds[i % 8], 'joinery2', y=.17, tone=i % 4, transom=.0 if i % 2 else .7, bars=2 if i % 2 else 0); P.box('stone', a - .10, b + .10, .02, .07, d, d + .17); [P.box('stone', (a + b) / 2 - .075, (a + b) / 2 + .075, .0, .07, d - .0, d + .21)]
    P.moulding('stone', [(.05, 3.45), (-.03, 3.45), (-.03, 3.62), (.05, 3.66)], -9.2, -HALF); P.moulding('stone', [(.05, 10.95), (-.02, 10.95), (-.10, 11.05), (-.22, 11.10), (-.28, 11.18), (-.28, 11.26), (.3, 11.30)], -9.2, -HALF); P.moulding('granite', [(.05, 0), (-.0, 0), (-.0, .42), (.05, .46)], -9.2, -HALF)
    s = math.radians(44)
    for r in range(24):
        x = -9.2 - (.11 if r % 2 else 0)
        while x < -HALF: a, b, t = max(-9.2, x), min(x + .216, -HALF), r * .19; at = lambda x, t, h: (x, -.2 + t * math.cos(s) - h * math.sin(s), 11.30 + t * math.sin(s) + h * math.cos(s)); P.add('slate', [at(a, t, .012 + jit(.003)), at(b, t, .012), at(b, t + .25, -.003), at(a, t + .25, -.003)], [(0, 1, 2, 3)]); x += .22
    P.box('brick', -9.2, -HALF, .9, 5, 0, 11.1)
    P.wall('grey', HALF, 10.2, 0, 13.4, right, y=-.06, depth=.17)
    for i, (a, b, c, d) in enumerate(right[:6]):
        casement(P, life, (a + b) / 2, c, b - a, d - c, kinds[(i * 3 + 1) % 8], 'joinery' if i % 3 else 'joinery3', y=.08, tone=(i + 1) % 4, transom=.72, bars=0); x0, x1 = a, b
        for e in (a, b): P.box('grey', e - .09 if e == a else e, e if e == a else e + .09, -.085, -.05, c, d + .09)
        P.box('grey', a, b, -.085, -.05, d, d + .09)
    for i, (a, b, c, d) in enumerate(right[:3]):   # iron railings
        for z in (c + .06, c + .52, c + .86): P.tube('iron', [(a - .02, -.20, z), (b + .02, -.20, z)], .013, 6); [P.tube('iron', [(q, -.20, z), (q, -.06, z)], .010, 5) for q in (a - .02, b + .02) if z != c + .52]
        for k in range(12): x = a + (b - a) * (k + .5) / 12; P.tube('iron', [(x, -.20, c + .06), (x, -.20, c + .86)], .0075, 5)
    P.moulding('grey', [(-.06, 3.45), (-.12, 3.45), (-.16, 3.55), (-.16, 3.62), (-.06, 3.66)], HALF, 10.2); P.moulding('grey', [(-.06, 13.2), (-.12, 13.2), (-.14, 13.32), (-.34, 13.40), (-.40, 13.52), (-.40, 13.60), (.2, 13.64), (.2, 13.2)], HALF - .06, 10.2)
    P.moulding('grey', [(-.05, 13.6), (-.05, 14.35), (-.10, 14.37), (-.10, 14.45), (.25, 14.45), (.25, 13.6)], HALF, 10.2); P.box('grey', HALF, 10.2, .12, 6, 12.9, 14.3); P.box('grey', HALF, HALF + .25, .12, 5, 0, 14.3)
    a, b, c, d = right[6]; z = .03
    while z < d: P.moulding('shutter', [(.09, z), (.075, z + .02), (.07, z + .05), (.078, z + .085), (.09, z + .098), (.12, z + .098), (.12, z)], a, b); z += .1
    P.box('shutter', a - .04, a + .05, .02, .14, 0, d); P.box('shutter', b - .05, b + .04, .02, .14, 0, d); surround(P, 'stone', a, b, 0, d, .20, .11); P.box('poster', 5.42, 5.72, .060, .068, 1.25, 1.66); P.box('paper', 5.80, 6.02, .060, .068, 1.30, 1.60); P.moulding('granite', [(-.06, 0), (-.12, 0), (-.12, .40), (-.06, .44)], HALF, a - .2)

def build_street(P):
    P.stones('slab', -11, 12, -2.62, .10, .60, .45, 0, .009, True, .0035, .006, 3); P.stones('sett', -11, 12, -2.86, -2.62, .13, .12, 0, .012, 'sett', .004, .012, 5); P.stones('kerb', -11, 12, -3.02, -2.86, 1.0, .16, .005, .010, True, .004, .018, 7)
    P.stones('kerb', -11, 12, -3.34, -3.02, .50, .32, -.125, .010, True, .004, .012, 8); P.stones('sett', -11, 12, -12.2, -3.34, .165, .112, -.125, .014, 'sett', .0062, .018, 11, .004)
    P.box('sand', -40, 40, -13, .3, -.30, -.142); P.box('sand', -11, 12, -3.0, .2, -.2, -.014); P.box('slab', -40, 40, -19, -12.2, -.3, .02)
    P.box('soil', -5.15, -3.95, -2.45, -1.65, -.1, .012); [P.box('iron', *q, .0, .03) for q in ((-5.17, -3.93, -2.48, -2.44), (-5.17, -3.93, -1.66, -1.62), (-5.17, -5.13, -2.48, -1.62), (-3.97, -3.93, -2.48, -1.62))]
    P.lathe('iron', (3.1, -4.9, -.128), [(.40, -.02), (.40, .012), (.36, .012), (.35, .004), (0, .006)], 36); [P.box('iron', 3.1 - .28, 3.1 + .28, -4.9 + .1 * i - .018, -4.9 + .1 * i + .018, -.128, -.116) for i in (-2, -1, 0, 1, 2)]
    for x in (-2.9, -.6, 2.0): P.lathe('iron', (x, -2.72, 0), [(.075, 0), (.075, .08), (.055, .11), (.050, .72), (.065, .74), (.065, .78), (.045, .82), (.045, .86), (0, .92)], 18); P.lathe('paper', (x, -2.72, .62), [(.0545, 0), (.0535, .07)], 18)
    r = R
    for _ in range(150):   # leaves on the ground, gathered along the kerb
        x, y = r.uniform(-6.5, 2.5), r.choice((r.uniform(-2.6, -.1), -3.05 - abs(r.gauss(0, .15)), r.uniform(-5.5, -3))); life.blade(P, r.choice(('leaf', 'leaf_dry', 'leaf_dry')), Vector((x, y, .012 if y > -2.9 else -.105)), Vector((r.uniform(-1, 1), r.uniform(-1, 1), .08)).normalized(), Vector((0, 0, 1)), .08, .055, .12)

def build_life(P):
    life.tree(P, (-4.55, -2.05, 0), 6.9, 2.0, leaves=21000); life.lamp_post(P, 5.25, -2.35); life.bicycle(P, 3.35, -.36, -.13, .03, flip=-1)
    for x in (.30, 2.20): z = .42; P.lathe('lead', (x, -.36, 0), [(.13, 0), (.20, .30), (.22, .38), (.20, .40), (.18, .37), (0, .37)], 22); P.tube('bark', [(x, -.36, .35), (x + .01, -.36, .80)], .018, 7); life.bush(P, (x, -.36, 1.02), (.26, .26, .27), 950, s=.036, seed=int(x * 10))
    for x, z, n in ((BAYS[1], FLOORS[0][0], 5), (BAYS[3], FLOORS[1][0], 4)): P.box('terracotta', x - .50, x + .50, -.15, .02, z + .015, z + .17); [life.bush(P, (x - .42 + .84 * i / (n - 1), -.08, z + .24), (.15, .12, .12), 70, s=.036, flower='red', seed=i) for i in range(n)]
    x, y = -2.95, -.98; P.add('frame_dark', [(x - .31, y, .0), (x + .31, y, .0), (x + .29, y + .20, .95), (x - .29, y + .20, .95), (x - .29, y + .23, .95), (x + .29, y + .23, .95), (x + .31, y + .46, 0), (x - .31, y + .46, 0)], [(0, 1, 2, 3), (5, 4, 7, 6), (3, 2, 5, 4)]); P.add('chalk', [(x - .26, y + .01, .12), (x + .26, y + .01, .12), (x + .245, y + .168, .88), (x - .245, y + .168, .88)], [(0, 1, 2, 3)])

def build_opposite():
    """The other side of the street, seen in the panes alone: houses against the sky."""
    P = Parts(); x = -60
    while x < 60:
        w, h = R.uniform(8, 13), R.uniform(9.5, 14.5); m = 'opp%d' % R.randrange(3); P.box(m, x, x + w, -33, -21.2, 0, h); P.add('opp_roof', [(x, -21, h), (x + w, -21, h), (x + w, -27, h + 3.4), (x, -27, h + 3.4), (x, -33, h), (x + w, -33, h)], [(0, 1, 2, 3), (3, 2, 5, 4), (0, 3, 4), (1, 5, 2)]); n = int(w / 2.3)
        for k in range(int(h / 3)):
            for i in range(n): c = x + w * (i + .5) / n; P.box('opp_pane', c - .5, c + .5, -21.25, -21.15, 1.2 + 3.1 * k, 3.0 + 3.1 * k); P.box('opp_trim', c - .62, c + .62, -21.22, -21.17, 1.05 + 3.1 * k, 3.12 + 3.1 * k)
        P.box('chimney', x + w * .3, x + w * .3 + .9, -26, -25.2, h, h + 4.6); x += w
    M = {k: surface(k, c, r) for k, c, r in (('opp0', (.44, .36, .27), .9), ('opp1', (.38, .20, .14), .9), ('opp2', (.50, .48, .44), .9), ('opp_roof', (.12, .10, .10), .8), ('opp_pane', (.02, .025, .03), .1), ('opp_trim', (.6, .58, .54), .7), ('chimney', (.2, .1, .07), .9))}; P.build(sc, M)


# ---------------------------------------------------------------- light, sky, camera
def sun_dir():
    a, e = math.radians(SUN_AZ), math.radians(SUN_EL); return Vector((-math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))

def build_light():
    l = bpy.data.lights.new('sun', 'SUN'); l.energy = 4.9; l.color = (1.0, .90, .765); l.angle = math.radians(1.1); o = bpy.data.objects.new('sun', l); sc.collection.objects.link(o); o.rotation_euler = sun_dir().to_track_quat('Z', 'Y').to_euler()
    w = bpy.data.worlds.new('w'); sc.world = w; w.use_nodes = True; n = N(w.node_tree); bg = w.node_tree.nodes['Background']; d = n.new('TexCoord').outputs['Generated']; s = sun_dir()
    sky = n.new('TexSky', sky_type='NISHITA', sun_disc=False, sun_elevation=math.radians(SUN_EL), sun_rotation=math.atan2(s.x, s.y), altitude=20, air_density=1.15, dust_density=1.6, ozone_density=1.0)
    sep = n.new('SeparateXYZ'); n.link(d, sep.inputs[0]); zz = n.math('ADD', n.math('MAXIMUM', sep.outputs[2], 0), .14); c = n.new('CombineXYZ'); n.link(n.math('DIVIDE', sep.outputs[0], zz), c.inputs[0]); n.link(n.math('DIVIDE', sep.outputs[1], zz), c.inputs[1])
    v = c.outputs[0]; q = n.new('VectorMath', operation='SCALE'); n.link(n.noise(v, .8, 4, out='Color'), q.inputs[0]); q.inputs[3].default_value = .6; v = n.vmath('ADD', v, q.outputs[0]); wisp = n.step(n.noise(v, 1.25, 11, .58), .42, .74); bank = n.step(n.noise(v, .55, 3, .5), .40, .62); f = n.math('MULTIPLY', n.math('ADD', n.math('MULTIPLY', wisp, bank), n.math('MULTIPLY', wisp, .35)), n.step(sep.outputs[2], .02, .2), True)
    n.link(n.mix(n.math('MULTIPLY', f, .82), sky.outputs[0], (11.5, 11.5, 11.6)), bg.inputs[0]); bg.inputs[1].default_value = .105

def build_camera():
    k = lens.CAMERAS[CAMERA]; c = bpy.data.cameras.new('cam'); c.sensor_fit = 'VERTICAL'; c.sensor_height = 36.0; c.lens = k['f'] / lens.H * 36.0; c.shift_x = ((lens.W - 1) / 2 - k['cx']) / lens.H; c.shift_y = (k['cy'] - (lens.H - 1) / 2) / lens.H; c.clip_start, c.clip_end = .1, 500
    o = bpy.data.objects.new('cam', c); sc.collection.objects.link(o); right, down, fwd = (Vector(v) for v in lens.axes(CAMERA)); o.matrix_world = Matrix.Translation(lens.EYE) @ Matrix((right, -down, -fwd)).transposed().to_4x4(); sc.camera = o

def setup_render():
    sc.render.engine = 'CYCLES'; c = sc.cycles; c.device = 'CPU'; c.samples = SAMPLES; c.use_denoising = False; c.seed = SEED; c.use_adaptive_sampling = False; c.time_limit = TIME_LIMIT
    c.max_bounces = 5; c.diffuse_bounces = 2; c.glossy_bounces = 2; c.transmission_bounces = 2; c.transparent_max_bounces = 8; c.caustics_reflective = c.caustics_refractive = False; c.sample_clamp_indirect = 3; c.sample_clamp_direct = 12
    sc.render.resolution_x, sc.render.resolution_y = round(lens.W * SCALE), round(lens.H * SCALE); sc.render.filepath = OUT; sc.render.threads_mode = 'FIXED'; sc.render.threads = 2; v = sc.view_settings; v.view_transform = 'Filmic'; v.look = 'Medium High Contrast'; v.exposure = .4
    if BORDER: r = sc.render; r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))


t0 = time.time(); bpy.ops.wm.read_factory_settings(use_empty=True); sc = bpy.context.scene
setup_render(); build_light(); build_camera(); M = build_materials(); M['leaf_dry'] = surface('leaf_dry', (.26, .15, .045), .8, per=.4); P = Parts()
build_upper_floors(P); build_ground_floor(P); build_awning(P); build_roof(P); build_pipes(P); build_neighbours(P); build_street(P); build_life(P); build_opposite(); lettering(M)
P.build(sc, M, bevel={'stone': .006, 'granite': .010, 'joinery': .004, 'green': .005, 'oxblood': .005, 'iron': .003}, smooth=('bark', 'net', 'cloth0', 'cloth1', 'cloth2', 'cloth3', 'iron', 'zinc', 'bike', 'rubber', 'chrome', 'leather', 'terracotta', 'lead', 'shade', 'bulb', 'wicker', 'brass'))
if ENV('PANES'):
    with open(ENV('PANES'), 'w') as file: json.dump([P.v['glass'][i:i + 4] for i in range(0, len(P.v['glass']), 4)], file)   # not the shop's: books would go soft
    sys.exit()
t1 = time.time(); render_to(sc, OUT); print('BUILD %.1f RENDER %.1f' % (t1 - t0, time.time() - t1))
