"""Breakfast by a window: stoneware mug, oranges on porcelain, linen, a sprig in a cream jug. Blender 3.4, Cycles.

    blender -b -P breakfast.py            units are metres, the table top is z = 0

Environment
    VIEW      hero | close | detail       camera (default hero); a comma list renders one after the other
    RES_X RES_Y SAMPLES SEED              default 900 600 24 3
    OUT       prefix of the files written (default ./breakfast); {view} in it stands for the view
    MASK      neutral | mug               flat 8-bit mask OUT.png instead of a picture
    PROJECT   FILE.npz                    render nothing, write the mug's projected faces (exact mask, see _breakfast_finish.py)
    BORDER    x0,x1,y0,y1 in 0..1         render that part of the frame only (for 1:1 tests)
    TIME_LIMIT seconds, 0 = none          CACHE  folder that keeps the simulated cloth

A picture is written as linear half-float EXR files, one per light group, to be developed by _breakfast_finish.py:
    OUT_key (window sky light)  OUT_sun (low sun through that window)  OUT_back (far window)  OUT_env (room)
    OUT_albedo  OUT_normal (guides for the noise reduction)
"""
import math
import os
import random
import sys
import time

import bpy
import numpy as np
import mathutils.noise as mn
from mathutils import Matrix, Vector

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _breakfast_lib import N, add, aim, box, grid_faces, image, lathe, link, mesh, tube, value_noise  # noqa: E402
from _breakfast_linen import linen_mesh  # noqa: E402

ENV = os.environ.get
VIEW, MASK, OUT = ENV('VIEW', 'hero'), ENV('MASK', ''), ENV('OUT', os.path.join(os.getcwd(), 'breakfast'))
WORLDS = os.path.join(bpy.utils.system_resource('DATAFILES'), 'studiolights', 'world')
bpy.ops.wm.read_factory_settings(use_empty=True)
sc = bpy.context.scene
vl = sc.view_layers[0]
for g in ('key', 'sun', 'back', 'env'):
    vl.lightgroups.add(name=g)
mn.seed_set(7)


# ------------------------------------------------------------------------------------------------- materials
def wood():
    """Oiled oak planks along x: cathedral grain, open pores, worn arrises (half width in the object colour)."""
    n = N('oak')
    v = n.coord((1.6, 10, 10), per_object=True)
    bend = n.noise(v, .9, 3, .5, out='Color')
    g = n.vec('ADD', v, n.vec('MULTIPLY', bend, (0, 1.25, .9)))
    rings = n.new('TexWave', wave_type='BANDS', bands_direction='Y', wave_profile='SAW', Scale=1.6, Distortion=6.5,
                  Detail=4.0, Detail_Scale=.55, Detail_Roughness=.55, Vector=g).outputs['Fac']
    fibre = n.noise(n.vec('MULTIPLY', g, (.55, 14, 14)), 2.6, 10, .68)
    fine = n.noise(n.vec('MULTIPLY', g, (1.3, 60, 60)), 2.6, 6, .7)
    tone = n.noise(v, .8, 5, .6)
    col = n.ramp(rings, (0, (.245, .150, .088)), (.50, (.212, .126, .072)), (.86, (.125, .069, .037)), (1, (.225, .137, .08)))
    col = n.mix(.5, col, n.ramp(fibre, (.30, (.42, .36, .30)), (.52, (1, 1, 1)), (.72, (1.25, 1.22, 1.18))), 'MULTIPLY')
    col = n.mix(.30, col, n.ramp(fine, (.30, (.5, .46, .42)), (.6, (1.12, 1.12, 1.1))), 'MULTIPLY')
    col = n.mix(.6, col, n.ramp(tone, (.3, (.72, .69, .66)), (.7, (1.15, 1.14, 1.12))), 'MULTIPLY')
    pores = n.step(n.noise(n.coord((.45, 10, 10), per_object=True), 42, 2, .5), .62, .70)
    pores = n.math('MULTIPLY', pores, n.step(n.noise(g, 3, 3), .36, .56))
    col = n.mix(n.math('MULTIPLY', pores, .6), col, (.05, .026, .013))
    info = n.new('ObjectInfo')
    col = n.mix(1.0, col, n.ramp(info.outputs['Random'], (0, (.78, .76, .74)), (1, (1.12, 1.10, 1.08))), 'MULTIPLY')
    edge = n.math('SUBTRACT', n.xyz(info.outputs['Color'])[0], n.math('ABSOLUTE', n.xyz(n.new('TexCoord').outputs['Object'])[1]))
    chew = n.math('ADD', edge, n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.coord(1), 60, 6, .65), .5), .012))
    wear = n.step(chew, .0042, .0005)
    grime = n.math('MULTIPLY', n.step(edge, .007, .001), n.step(n.noise(n.coord(1), 14, 4), .45, .6))
    col = n.mix(n.math('MULTIPLY', grime, .45), col, (.055, .034, .02))
    col = n.mix(n.math('MULTIPLY', wear, .38), col, (.30, .205, .125))
    smear = n.noise(n.coord((1, 1.6, 1)), 5, 6, .65)
    rough = n.math('ADD', n.step(n.math('ADD', fibre, n.math('MULTIPLY', pores, .4)), .3, .9, .30, .50),
                   n.step(smear, .35, .7, -.05, .14))
    dents = n.step(n.voronoi(n.coord((26, 34, 26)), 1.0), .10, .02)
    h = n.math('SUBTRACT', n.math('ADD', n.math('MULTIPLY', fibre, .5), n.math('MULTIPLY', fine, .15)), n.math('MULTIPLY', pores, .7))
    b = n.bump(dents, .25, .0006)
    n.set(Base_Color=col, Roughness=rough, Specular=.42, Normal=n.bump(h, .35, .0009, b))
    return n.m


def glaze(rim_z, foot_z):
    """Blue-grey stoneware glaze: breaks brown on the rim, stops wavering above a bare foot, iron speckle."""
    n = N('glaze')
    o = n.coord(1)
    z = n.xyz(o)[2]
    flow = n.noise(n.coord((1, 1, .35)), 55, 6, .6, .4)
    cloud = n.noise(o, 22, 4, .6)
    col = n.ramp(flow, (.28, (.090, .132, .168)), (.5, (.150, .198, .232)), (.74, (.232, .275, .296)))
    col = n.mix(.6, col, n.ramp(cloud, (.3, (.70, .74, .78)), (.7, (1.16, 1.13, 1.08))), 'MULTIPLY')
    spots = n.voronoi(n.vec('ADD', o, n.vec('MULTIPLY', n.noise(o, 300, 2, out='Color'), (.002,) * 3)), 260)
    pick = n.step(n.noise(o, 150, 2), .52, .62)
    speck = n.math('MULTIPLY', n.step(spots, .24, .14), pick)
    col = n.mix(n.math('MULTIPLY', speck, .75), col, (.045, .026, .014))
    tip = n.step(n.math('ADD', z, n.math('MULTIPLY', n.noise(o, 70, 4), .004)), rim_z - .0022, rim_z + .0012)
    thin = n.step(n.new('NewGeometry').outputs['Pointiness'], .512, .545)
    brk = n.math('MAXIMUM', tip, n.math('MULTIPLY', thin, .7))
    col = n.mix(n.math('MULTIPLY', brk, .72), col, (.165, .098, .052))
    wave = n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.coord((1, 1, .2)), 30, 3), .5), .010)
    bare = n.step(n.math('ADD', z, wave), foot_z + .0004, foot_z - .0004)
    lip = n.step(n.math('ABSOLUTE', n.math('SUBTRACT', n.math('ADD', z, wave), foot_z + .0013)), .0016, .0002)
    grog = n.noise(o, 900, 4, .7)
    clay = n.mix(.6, (.37, .262, .178), n.ramp(grog, (.32, (.55, .5, .45)), (.65, (1.15, 1.12, 1.1))), 'MULTIPLY')
    col = n.mix(n.math('MULTIPLY', lip, .35), col, (.30, .34, .36))
    throw = n.new('TexWave', bands_direction='Z', wave_profile='SIN', Scale=95.0, Distortion=2.2, Detail=2.0, Detail_Scale=18.0, Vector=o).outputs['Fac']
    h = n.math('ADD', n.math('MULTIPLY', throw, .22), n.math('MULTIPLY', n.noise(o, 120, 4, .5), .55))
    b = n.bump(h, .22, .0007)
    b = n.bump(n.math('SUBTRACT', n.math('MULTIPLY', lip, .5), n.math('MULTIPLY', bare, .3)), .5, .0006, b)
    b = n.bump(n.math('MULTIPLY', n.math('MULTIPLY', grog, bare), 1.0), .5, .0006, b)
    rough = n.math('ADD', n.step(n.noise(o, 40, 5, .6), .3, .75, .14, .30), n.math('MULTIPLY', speck, .12))
    n.set(Base_Color=n.mix(bare, col, clay), Roughness=n.mix(bare, rough, (.85, .85, .85)), Specular=n.step(bare, 0, 1, .55, .2), Normal=b)
    return n.m


def porcelain():
    n = N('porcelain')
    o = n.coord(1)
    n.set(Base_Color=n.ramp(n.noise(o, 60, 5), (.3, (.745, .745, .745)), (.7, (.775, .775, .775))),
          Roughness=n.step(n.noise(o, 35, 6, .65), .3, .75, .10, .24), Specular=.5,
          Normal=n.bump(n.noise(o, 45, 3, .5), .07, .0012))
    return n.m


def stone():
    """Honed grey stone, neutral on purpose."""
    n = N('stone')
    o = n.coord(1)
    f = n.noise(o, 60, 8, .68)
    s = n.noise(o, 700, 3, .6)
    col = n.mix(.7, n.ramp(f, (.3, (.155,) * 3), (.7, (.27,) * 3)), n.ramp(s, (.35, (.55,) * 3), (.65, (1.3,) * 3)), 'MULTIPLY')
    n.set(Base_Color=col, Roughness=n.step(f, .3, .7, .48, .66), Specular=.35,
          Normal=n.bump(n.math('ADD', f, n.math('MULTIPLY', s, .4)), .4, .0006))
    return n.m


def linen(size):
    """Washed grey linen: plain weave with slubs, hem with stitches, a little light through the cloth."""
    n = N('linen')
    uv = n.new('TexCoord').outputs['UV']
    wob = n.noise(uv, 40, 2, .5, out='Color')
    q = n.vec('ADD', uv, n.vec('MULTIPLY', n.vec('SUBTRACT', wob, (.5, .5, .5)), (.0035, .0035, 0)))
    x, y, _ = n.xyz(q)
    k = size / .00078
    tu, tv = n.math('MULTIPLY', x, k), n.math('MULTIPLY', y, k)
    su, sv = (n.math('SINE', n.math('MULTIPLY', t, math.pi)) for t in (tu, tv))
    s = n.math('MULTIPLY', su, sv)
    slub_u = n.noise(n.vec('MULTIPLY', q, (k, 26, 0)), 1.0, 3, .6)
    slub_v = n.noise(n.vec('MULTIPLY', q, (26, k, 0)), 1.0, 3, .6)
    wu = n.math('MULTIPLY', n.math('ABSOLUTE', su), n.step(slub_u, .25, .75, .62, 1.15))
    wv = n.math('MULTIPLY', n.math('ABSOLUTE', sv), n.step(slub_v, .25, .75, .62, 1.15))
    over = n.math('MULTIPLY_ADD', s, .5)
    over.node.inputs[2].default_value = .5
    h = n.math('ADD', n.math('MULTIPLY', wu, over), n.math('MULTIPLY', wv, n.math('SUBTRACT', 1.0, over)))
    fuzz = n.noise(uv, 900, 3, .7)
    ux, uy, _ = n.xyz(uv)
    ex = n.math('SUBTRACT', .5, n.math('ABSOLUTE', n.math('SUBTRACT', ux, .5)))
    ey = n.math('SUBTRACT', .5, n.math('ABSOLUTE', n.math('SUBTRACT', uy, .5)))
    d = n.math('MULTIPLY', n.math('MINIMUM', ex, ey), size)
    hem = n.step(d, .0145, .0135)
    along = n.math('MULTIPLY', n.math('ADD', ux, uy), size / .0028)
    dash = n.step(n.math('ABSOLUTE', n.math('SUBTRACT', n.math('FRACT', along), .5)), .38, .30)
    stitch = n.math('MULTIPLY', n.step(n.math('ABSOLUTE', n.math('SUBTRACT', d, .0122)), .0007, .0002), dash)
    mean = n.math('ADD', n.math('MULTIPLY', slub_u, .5), n.math('MULTIPLY', slub_v, .5))
    col = n.ramp(mean, (.32, (.40,) * 3), (.5, (.50,) * 3), (.68, (.60,) * 3))
    col = n.mix(.75, col, n.ramp(h, (.10, (.50,) * 3), (.75, (1.06,) * 3)), 'MULTIPLY')
    col = n.mix(.25, col, n.ramp(fuzz, (.3, (.7,) * 3), (.7, (1.1,) * 3)), 'MULTIPLY')
    b = n.bump(n.math('SUBTRACT', n.math('MULTIPLY', hem, .6), n.math('MULTIPLY', stitch, .8)), .8, .0011)
    crush = n.math('ABSOLUTE', n.math('SUBTRACT', n.noise(uv, 9, 5, .5, .5), .5))          # washed, not ironed: soft ridges
    crush = n.math('ADD', crush, n.math('MULTIPLY', n.math('ABSOLUTE', n.math('SUBTRACT', n.noise(uv, 27, 3, .5, .4), .5)), .35))
    b = n.bump(crush, .55, .012, b)
    b = n.bump(n.math('ADD', h, n.math('MULTIPLY', fuzz, .4)), .75, .00035, b)
    n.set(Base_Color=col, Roughness=.9, Specular=.15, Sheen=.25, Normal=b)
    tr = n.new('BsdfTranslucent', Color=(.5, .5, .5))
    mx = n.new('MixShader', Fac=.14)
    n.t.links.new(n.b.outputs[0], mx.inputs[1])
    n.t.links.new(tr.outputs[0], mx.inputs[2])
    n.t.links.new(mx.outputs[0], n.out.inputs[0])
    return n.m


def peel():
    n = N('peel')
    o = n.coord(1, per_object=True)
    tone = n.noise(o, 28, 5, .6)
    col = n.ramp(tone, (.30, (.66, .185, .006)), (.52, (.76, .245, .009)), (.74, (.83, .33, .018)))
    warp = n.vec('ADD', o, n.vec('MULTIPLY', n.noise(o, 260, 3, out='Color'), (.0016,) * 3))
    p1 = n.step(n.voronoi(warp, 560), .05, .42)
    p2 = n.step(n.voronoi(warp, 1150), .02, .35)
    pores = n.math('ADD', n.math('MULTIPLY', p1, .75), n.math('MULTIPLY', p2, .25))
    col = n.mix(.34, col, n.ramp(pores, (.15, (.72, .55, .4)), (.75, (1.06, 1.06, 1.06))), 'MULTIPLY')
    scuff = n.math('MULTIPLY', n.step(n.noise(o, 60, 8, .75), .66, .74), .35)
    col = n.mix(scuff, col, (.50, .25, .06))
    col = n.mix(n.step(n.new('Attribute', attribute_name='stem').outputs['Fac'], 0, 1, 0, .5), col, (.60, .34, .03))
    lumps = n.noise(o, 120, 3, .5)
    b = n.bump(lumps, .16, .0022)
    n.set(Base_Color=col, Roughness=n.step(n.noise(o, 70, 5), .3, .7, .30, .44), Specular=.42, Normal=n.bump(pores, .42, .00085, b))
    return n.m


def cut_face(seed, px=1400):
    """Colour and height of an orange's cross section, computed: rind, pith, segments, vesicles."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[-1:1:px * 1j, -1:1:px * 1j]
    nz = lambda c: value_noise((px, px), c, rng)
    x, y = x + .018 * nz(4) + .006 * nz(11), y + .018 * nz(4) + .006 * nz(11)
    r, th = np.hypot(x, y), np.arctan2(y, x)
    k = 10
    ang = np.sort((np.arange(k) + rng.uniform(-.17, .17, k)) / k) * 2 * np.pi - np.pi
    i = np.searchsorted(ang, th.ravel()).reshape(th.shape) % k
    lo, hi = ang[i - 1], ang[i]
    width = (hi - lo) % (2 * np.pi)
    dl = (th - lo) % (2 * np.pi)
    radial = lambda a: r * np.sin(np.minimum(a, np.pi / 2))
    outer = .868 + .012 * nz(5) + .010 * rng.uniform(-1, 1, k)[i]
    core = .085 + .03 * rng.uniform(-1, 1, k)[i] + .012 * nz(16)
    d1, d2, d3, d4 = radial(dl), radial(width - dl), outer - r, r - core
    clip = lambda d: np.maximum(d, 1e-4)
    d = (clip(d1) ** -3 + clip(d2) ** -3 + clip(d3) ** -3 + clip(d4) ** -2.2) ** (-1 / 3)
    d = np.where((d3 < 0) | (d4 < 0), 0, d) + .0025 * nz(60)
    flesh = np.clip((d - .011) / .009, 0, 1)
    # vesicles: jittered cells, long along the radius
    mid = dl / width
    u, v = r * 8.5 + .35 * nz(12) + 7.3 * rng.uniform(0, 1, k)[i], mid * 7 + .45 * nz(24) + 31 * i
    cu, cv = np.floor(u).astype(int), np.floor(v).astype(int)
    tab = rng.uniform(0, 1, (64, 512, 3))
    best, second, cell = np.full(r.shape, 9.0), np.full(r.shape, 9.0), np.zeros(r.shape)
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            t = tab[(cu + a) % 64, (cv + b) % 512]
            q = np.hypot(.8 * (cu + a + t[..., 0] - u), cv + b + t[..., 1] - v)
            near = q < best
            second = np.where(near, best, np.minimum(second, q))
            cell = np.where(near, t[..., 2], cell)
            best = np.where(near, q, best)
    gap = np.clip((second - best) / .16, 0, 1)
    dome = np.clip(1 - best, 0, 1)
    mixc = lambda f, a, b: a + (np.asarray(b) - a) * f[..., None]
    pulp = mixc(.65 * cell + .35 * dome, np.array([.66, .150, .003]), [.86, .315, .014])
    pulp = mixc((1 - gap) * .55, pulp, [.92, .50, .10])
    pulp = mixc(.35 * np.clip(nz(9) + .2, 0, 1), pulp, [.58, .115, .002])
    pulp = mixc(.5 * np.clip(1 - (d - .011) / .03, 0, 1), pulp, [.93, .50, .11])
    memb = mixc(np.clip((r - .2) / .5, 0, 1), np.array([.88, .68, .36]), [.92, .60, .22])
    pith = mixc(.5 + .5 * nz(30), np.array([.80, .66, .40]), [.88, .77, .52])
    white = np.clip((r - (outer - .004)) / .012, 0, 1)
    white = np.maximum(white, np.clip((core + .012 - r) / .02, 0, 1))
    col = mixc(white, mixc(flesh, memb, pulp), pith)
    rim = np.clip((r - (.957 + .006 * nz(20))) / .014, 0, 1)
    col = mixc(rim, col, [.74, .255, .010])
    h = .5 + flesh * (.30 * gap * (.35 + .65 * dome) + .12 * cell) - .18 * (1 - flesh) * (r < outer) + .05 * nz(40) - .25 * np.clip((.10 - r) / .1, 0, 1)
    return col, h, flesh


def face_material():
    n = N('cut')
    col, h, flesh = cut_face(5)
    uv = n.new('TexCoord').outputs['UV']
    tex = lambda im: n.new('TexImage', image=im, Vector=uv).outputs[0]
    hh = tex(image('cut height', np.repeat(h[..., None], 3, 2), True))
    wet = tex(image('cut flesh', np.repeat(flesh[..., None], 3, 2), True))
    c = tex(image('cut colour', col))
    n.set(Base_Color=c, Subsurface=n.math('MULTIPLY', wet, .12), Subsurface_Radius=(.0030, .0011, .0004), Subsurface_Color=c,
          Roughness=n.step(n.math('ADD', wet, n.math('MULTIPLY', n.noise(uv, 60, 4), .3)), .2, 1.1, .55, .19), Specular=.5,
          Normal=n.bump(n.math('ADD', hh, n.math('MULTIPLY', n.noise(uv, 220, 3), .08)), .65, .0013))
    return n.m, h


def leaf(name, top, vein, rough=.36):
    n = N(name)
    x, y, _ = n.xyz(n.new('TexCoord').outputs['UV'])           # x along the rib 0..1, y across -1..1 (stored /2+.5)
    w = n.math('ABSOLUTE', n.math('MULTIPLY', n.math('SUBTRACT', y, .5), 2.0))
    mid = n.step(w, .07, .015)
    fr = n.math('FRACT', n.math('MULTIPLY', n.math('SUBTRACT', x, n.math('MULTIPLY', w, .13)), 11.0))
    side = n.math('MULTIPLY', n.step(n.math('ABSOLUTE', n.math('SUBTRACT', fr, .5)), .10, .02), .55)
    v = n.math('MAXIMUM', mid, side)
    o = n.coord(1, per_object=True)
    r = n.new('ObjectInfo').outputs['Random']
    c = n.ramp(r, (0, tuple(t * .72 for t in top)), (1, tuple(t * 1.3 for t in top)))
    c = n.mix(.7, c, n.ramp(n.noise(o, 60, 6, .65), (.3, (.6, .64, .6)), (.7, (1.2, 1.14, 1.05))), 'MULTIPLY')
    c = n.mix(n.math('MULTIPLY', v, .5), c, vein)
    c = n.mix(n.math('MULTIPLY', n.step(w, .90, 1.0), .4), c, tuple(t * 1.6 for t in vein))
    back = n.new('NewGeometry').outputs['Backfacing']
    c = n.mix(n.math('MULTIPLY', back, .55), c, tuple(min(1, t * 2.1 + .03) for t in top))
    b = n.bump(n.math('ADD', n.math('MULTIPLY', v, -.7), n.noise(o, 350, 5)), .35, .0006)
    n.set(Base_Color=c, Roughness=n.mix(back, (rough,) * 3, (.6,) * 3), Specular=.42, Normal=b)
    tr = n.new('BsdfTranslucent', Color=(.20, .32, .05))
    mx = n.new('MixShader', Fac=.2)
    n.t.links.new(n.b.outputs[0], mx.inputs[1])
    n.t.links.new(tr.outputs[0], mx.inputs[2])
    n.t.links.new(mx.outputs[0], n.out.inputs[0])
    return n.m


def plain(name, col, rough=.5, vary=.15, scale=30, grain=0.0, gscale=300, depth=.0006, **kw):
    n = N(name)
    o = n.coord(1, per_object=True)
    lo, hi = tuple(c * (1 - vary) for c in col), tuple(min(1, c * (1 + vary)) for c in col)
    n.set(Base_Color=n.ramp(n.noise(o, scale, 8, .6), (.3, lo), (.7, hi)), Roughness=rough, **kw)
    if grain:
        n.set(Normal=n.bump(n.noise(o, gscale, 6, .6), grain, depth))
    return n.m


def coffee():
    n = N('coffee')
    o = n.coord(1)
    r = n.new('VectorMath', operation='LENGTH')
    n.put(r.inputs[0], o)
    wob = n.math('ADD', r.outputs['Value'], n.math('MULTIPLY', n.math('SUBTRACT', n.noise(o, 120, 5), .5), .006))
    edge = n.step(wob, .0335, .0385)
    bub = n.math('MULTIPLY', n.step(n.voronoi(o, 620), .36, .18), n.step(n.math('ADD', edge, n.noise(o, 70, 3)), .62, .95))
    f = n.math('MAXIMUM', n.math('MULTIPLY', edge, .75), n.math('MULTIPLY', bub, .8))
    n.set(Base_Color=n.mix(f, (.014, .006, .0025), (.22, .105, .038)), Roughness=n.step(f, 0, 1, .04, .3),
          Normal=n.bump(f, .25, .0006))
    return n.m


def steel():
    n = N('steel')
    o = n.coord((6, 90, 90))
    n.set(Base_Color=(.70, .70, .70), Metallic=1.0, Roughness=n.step(n.noise(n.coord(1), 60, 6, .7), .3, .75, .16, .32),
          Normal=n.bump(n.noise(o, 30, 4, .6), .05, .0003))
    return n.m


def emission(v):
    m = bpy.data.materials.new('flat')
    m.use_nodes = True
    t = m.node_tree
    t.nodes.clear()
    e, o = t.nodes.new('ShaderNodeEmission'), t.nodes.new('ShaderNodeOutputMaterial')
    e.inputs[0].default_value = (v, v, v, 1)
    t.links.new(e.outputs[0], o.inputs[0])
    return m


# ------------------------------------------------------------------------------------------------- things
def strap(name, path, half, mat, profile, fillet=.0045, loc=(0, 0, 0), turn=0.0):
    """Pulled handle in the xz plane: path is (distance from the wall, z). Both ends flare into the turned wall
    (profile: its outside, z rising) and lie on it."""
    pr, pz = np.array([q[:2] for q in profile]).T
    wall = lambda z: np.interp(z, pz, pr)
    path = [(wall(z) + d, z) for d, z in path]
    p = np.array(path, float)
    ext = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    line = []
    for i in range(1, len(ext) - 2):
        a, b, c, d = ext[i - 1:i + 3]
        for t in np.arange(16) / 16:
            line.append(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3))
    line.append(p[-1])
    line = np.array(line)
    s = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    arc = fillet * (1 - np.cos(np.linspace(0, np.pi / 2, 18)))                  # even steps round the fillet
    k = np.concatenate([arc[:-1], np.linspace(fillet, s[-1] - fillet, 70), (s[-1] - arc[::-1])[1:]])
    line = np.stack([np.interp(k, s, line[:, 0]), np.interp(k, s, line[:, 1])], -1)
    tan = np.gradient(line, axis=0)
    tan /= np.linalg.norm(tan, axis=1)[:, None]
    nor = np.stack([-tan[:, 1], tan[:, 0]], -1)
    seg, v = 40, []
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    sq = lambda t, e: np.sign(t) * np.abs(t) ** e
    for q, m, dist, t in zip(line, nor, np.minimum(k, s[-1] - k), k / s[-1]):
        g = max(0, fillet - dist)
        grow = fillet - math.sqrt(max(0, fillet ** 2 - g ** 2)) if g else 0
        near = max(0, 1 - dist / (2 * fillet))
        m = m * (1 - near) + np.array([0, np.sign(m[1])]) * near       # the foot of the handle stands square on the wall
        m /= np.linalg.norm(m)
        w = half[0] * (1.12 - .22 * t) + grow
        h = half[1] * (1.05 - .1 * t) + grow
        y, e = w * sq(np.cos(a), .8), h * sq(np.sin(a), .85)
        x, z = q[0] + m[0] * e, q[1] + m[1] * e
        end = wall(path[0][1] if t < .5 else path[-1][1])
        x = x + near * (np.sqrt(np.maximum(0, wall(z) ** 2 - y ** 2)) - end) - .00035 * near
        v.append(np.stack([x, y, z], -1))
    return mesh(name, np.reshape(v, (-1, 3)), grid_faces(len(line), seg, True), mat, loc=loc, rot=(0, 0, turn), smooth=3)


def wobble(amount, seed):
    r = random.Random(seed)
    p, q = r.uniform(0, 6), r.uniform(0, 6)
    def f(x, y, z):
        a = np.arctan2(y, x)
        k = 1 + amount * (np.cos(2 * a + p) + .6 * np.cos(3 * a + q + 40 * z))
        return x * k, y * k, z + .25 * amount * np.hypot(x, y) * np.cos(2 * a + q)
    return f


def build_mug(x, y, z, turn):
    m = glaze(.0905, .0105)
    prof = [(0, .003), (.022, .003), (.0262, .0026), (.0278, .0008), (.0300, 0), (.0325, .0007), (.0334, .003), (.0345, .0062),
            (.0385, .0110), (.0418, .0190), (.0434, .0320), (.0438, .050), (.0432, .070), (.0424, .085), (.0423, .0890),
            (.0417, .0911), (.0404, .0916), (.0392, .0906), (.0387, .0880), (.0388, .078), (.0394, .050), (.0388, .026), (.034, .0120), (.020, .0090), (0, .0088)]
    body = lathe('mug', prof, m, 200, wobble(.0035, 4), loc=(x, y, z), rot=(0, 0, 1.1))
    hand = strap('mug handle', [(0, .0722), (.0045, .0727), (.0105, .0733), (.0205, .0705), (.0275, .0600), (.0275, .0475),
                                (.0215, .0365), (.0120, .0304), (.0050, .0288), (0, .0286)], (.0074, .0043), m, prof[8:15], .0045, (x, y, z), turn)
    liquid = lathe('coffee', [(0, 0), (.02, 0), (.0372, .0000), (.0384, .0003), (.0391, .0012)], coffee(), 120, loc=(x, y, z + .0765))
    return [body, hand, liquid]


def build_jug(x, y, turn, m):
    prof = [(0, .002), (.022, .002), (.0255, .0004), (.0275, 0), (.0292, .0012), (.0335, .0110), (.0382, .0270), (.0378, .043), (.0322, .060),
            (.0288, .0710), (.0292, .0810), (.0312, .0880), (.0312, .0896), (.0301, .0900), (.0288, .0886), (.0268, .0810), (.0262, .0710),
            (.0298, .060), (.0352, .043), (.0355, .027), (.030, .0110), (0, .0080)]
    def spout(px, py, pz):
        px, py, pz = wobble(.003, 9)(px, py, pz)
        a = np.arctan2(py, px)
        t = np.clip((pz - .058) / .032, 0, 1) ** 2 * np.exp(-(a / .42) ** 2)
        r = np.hypot(px, py)
        k = 1 + .42 * t
        squeeze = 1 - .10 * np.clip((pz - .058) / .032, 0, 1) * np.exp(-((np.abs(a) - .9) / .4) ** 2)
        return px * k * squeeze, py * k * squeeze * (1 - .25 * t), pz + .0085 * t * (r > 0)
    body = lathe('jug', prof, m, 200, spout, loc=(x, y, 0), rot=(0, 0, turn))
    hand = strap('jug handle', [(0, .0770), (.0040, .0784), (.0110, .0800), (.0200, .0745), (.0230, .0630), (.0200, .0520), (.0110, .0440), (.0040, .0418), (0, .0414)],
                 (.0048, .0030), m, prof[5:13], .0035, (x, y, 0), turn + math.pi)
    return [body, hand]


def build_plate(x, y, m):
    prof = [(0, .0040), (.056, .0040), (.0600, .0028), (.0622, .0004), (.0640, 0), (.0658, .0006), (.0680, .0042), (.0800, .0072), (.1000, .0146), (.1125, .0194),
            (.1148, .0209), (.1152, .0222), (.1142, .0232), (.1120, .0230), (.1080, .0219), (.0980, .0180), (.0840, .0114), (.0765, .0089), (.0715, .0080), (.060, .0077), (0, .0074)]
    return lathe('plate', prof, m, 240, wobble(.0016, 2), loc=(x, y, 0))


def orange_radius(d, seed, R):
    """Radius of the fruit in direction d: flattened, lumpy, dimpled at the stem with faint creases."""
    v = Vector(d)
    th = math.acos(max(-1, min(1, v.z)))
    ph = math.atan2(v.y, v.x)
    s = Vector((seed * 3.7, seed * 1.9, seed))
    r = 1 - .045 * v.z ** 2 + .020 * mn.noise(v * 1.3 + s) + .008 * mn.noise(v * 3.4 + s)
    crease = .5 + .5 * math.cos(9 * ph + 2.2 * mn.noise(v * 2 + s))
    r -= .050 * math.exp(-(th / .15) ** 2) + .012 * crease * math.exp(-((th - .16) / .16) ** 2)
    r -= .018 * math.exp(-((math.pi - th) / .12) ** 2)
    return R * r


def seat(o, x, y, z):
    """Set an object down at height z: lowest point in contact, a hair sunk in."""
    bpy.context.view_layer.update()
    m = o.matrix_world.to_3x3()
    low = min((m @ v.co).z for v in o.data.vertices)
    o.location = (x, y, z - low - .0002)


def build_orange(x, y, z, R, rot, seed, mat, calyx_mat):
    nt, npz = 150, 260
    th, ph = np.linspace(1e-3, np.pi - 1e-3, nt), np.linspace(0, 2 * np.pi, npz, endpoint=False)
    v, stem = [], []
    for t in th:
        for p in ph:
            d = (math.sin(t) * math.cos(p), math.sin(t) * math.sin(p), math.cos(t))
            r = orange_radius(d, seed, R)
            v.append([c * r for c in d])
            stem.append(math.exp(-(t / .11) ** 2))
    f = grid_faces(nt, npz, True) + [tuple(range(npz))[::-1], tuple(range((nt - 1) * npz, nt * npz))]
    o = mesh('orange', v, f, mat, rot=rot, smooth=3)
    o.data.attributes.new('stem', 'FLOAT', 'POINT').data.foreach_set('value', stem)
    seat(o, x, y, z)
    rng = random.Random(seed)
    c = []
    top = orange_radius((0, 0, 1), seed, R)
    for j in range(12):
        q = j / 11
        for i in range(60):
            a = 2 * math.pi * i / 60
            lobe = .0036 * (1 + .28 * math.cos(5 * a + seed) + .10 * math.cos(11 * a))
            rr = lobe * q
            c.append((rr * math.cos(a), rr * math.sin(a), top + .0016 - .0016 * q ** 3 + .0006 * math.cos(5 * a + seed) * q - .0012 * math.exp(-(q / .3) ** 2) + .0002 * rng.uniform(-1, 1)))
    mesh('calyx', c, grid_faces(12, 60, True), calyx_mat, smooth=3).parent = o
    return o


def build_half(x, y, z, R, rot, seed, skin, face, h):
    """Lower half of an orange, cut face up (local z = 0), seated on its round side."""
    npz, nt = 320, 90
    th, ph = np.linspace(np.pi / 2, np.pi - 1e-3, nt), np.linspace(0, 2 * np.pi, npz, endpoint=False)
    rad = lambda d: orange_radius(d, seed, R)
    v = []
    for j, t in enumerate(th):
        for p in ph:
            d = (math.sin(t) * math.cos(p), math.sin(t) * math.sin(p), math.cos(t))
            r = rad(d) * (1 - .004 * math.exp(-(j / 1.2) ** 2))
            v.append([c * r for c in d])
    o = mesh('half', v, grid_faces(nt, npz, True) + [tuple(range((nt - 1) * npz, nt * npz))], skin, rot=rot, smooth=3)
    seat(o, x, y, z)
    n, edge = 170, [rad((math.cos(p), math.sin(p), 0)) for p in ph]
    px = h.shape[0]
    v, uv = [], []
    for j in range(n):
        t = j / (n - 1)
        for i, p in enumerate(ph):
            a, b = t * math.cos(p), t * math.sin(p)
            k = h[min(px - 1, int((b + 1) / 2 * px)), min(px - 1, int((a + 1) / 2 * px))]
            e = edge[i] * .9965
            v.append((a * e, b * e, .0011 * (k - .55) - .0008 * max(0, (t - .97) / .03) ** 2 + .0008 * mn.noise(Vector((a * 2, b * 2, seed)))))
            uv.append(((a + 1) / 2, (b + 1) / 2))
    mesh('cut face', v, grid_faces(n, npz, True), face, uv, smooth=3).parent = o
    return o


def leaf_mesh(name, l, w, fold, curl, twist, mat, seed=0, tip=.8):
    nu, nv = 36, 14
    v, uv = [], []
    r = random.Random(seed)
    ph = r.uniform(0, 6)
    for i in range(nu + 1):
        u = i / nu
        half = w / 2 * (math.sin(math.pi * u ** tip) ** .8) * (1 + .03 * math.sin(21 * u + ph)) + .0002
        for j in range(nv + 1):
            t = 2 * j / nv - 1
            z = fold * half * abs(t) ** 1.4 - curl * l * u * u + twist * t * u * half + .10 * half * math.sin(7 * u + 2.5 * t + ph) * abs(t)
            v.append((u * l, half * t, z))
            uv.append((u, t / 2 + .5))
    return mesh(name, v, grid_faces(nu + 1, nv + 1), mat, uv, smooth=3)


def orient(o, origin, direction, up, roll=0.0):
    x = Vector(direction).normalized()
    y = Vector(up).cross(x).normalized()
    m = Matrix((x, y, x.cross(y))).transposed() @ Matrix.Rotation(roll, 3, 'X')
    o.matrix_world = Matrix.Translation(origin) @ m.to_4x4()


def build_branch(path, size, pairs, thick, seed, mat, bark, slim=.5, start=.1):
    """Twig through path with near-opposite leaves that shrink towards the tip."""
    g = random.Random(seed)
    P = [Vector(p) for p in path]
    tube('twig', P, thick, bark, radii=[1.1 - .75 * i / (len(P) - 1) for i in range(len(P))])
    for i in range(pairs):
        t = start + (1 - start) * (i + .5) / pairs
        for s in (-1, 1):
            k = min((t + g.uniform(-.02, .02)) * (len(P) - 1), len(P) - 1.01)
            a = int(k)
            p, d = P[a].lerp(P[a + 1], k - a), (P[a + 1] - P[a]).normalized()
            f = size * (1 - .45 * t) * g.uniform(.8, 1.15)
            spin = i * 1.5 + g.uniform(-.5, .5)
            ref = Vector((0, 1, 0)) if abs(d.z) > .6 else Vector((0, 0, 1))
            side = (d.cross(ref).normalized() * math.cos(spin) + d.cross(d.cross(ref)).normalized() * math.sin(spin)) * s
            x = d * math.cos(.85) + side * math.sin(g.uniform(.7, 1.1))
            o = leaf_mesh('leaf', f, f * slim * g.uniform(.85, 1.1), g.uniform(.1, .5), g.uniform(-.05, .35), g.uniform(-.4, .4), mat, seed + i)
            orient(o, p, x, (d + Vector((0, 0, .3))), g.uniform(-.6, .6))
    o = leaf_mesh('leaf', size * .5, size * .5 * slim, .3, .1, 0, mat, seed + 99)
    orient(o, P[-1], P[-1] - P[-2], (0, -.3, 1))


def build_spoon(x, y, z, turn, mat, rot=(0, 0)):
    L, nu, nv = .136, 130, 18
    v = []
    for i in range(nu + 1):
        u = i / nu * L
        b = .0148 * math.sqrt(max(0, 1 - ((u - .0215) / .0217) ** 2)) * (1.04 - 4 * (u - .02) * 1.5) if u < .0432 else 0
        hd = .0021 + .0042 * max(0, (u - .062) / (L - .062)) ** 1.5
        hd *= math.sqrt(max(.02, min(1, (L - u) / .0045)))
        neck = max(0, 1 - abs(u - .044) / .010)
        w = max(b, hd if u > .034 else 0) + .0012 * neck ** 2
        if i == 0:
            w = .0008
        dep = .0062 * max(0, 1 - ((u - .0215) / .0218) ** 2)
        rise = .0072 + .0050 * math.exp(-((u - .060) / .026) ** 2) - .0050 * max(0, (u - .070) / (L - .070)) ** 1.2
        for j in range(nv + 1):
            t = 2 * j / nv - 1
            v.append((u, w * t, rise - dep * (1 - t * t) + .0007 * (1 - t * t) * (u > .05)))
    o = mesh('spoon', v, grid_faces(nu + 1, nv + 1), mat, smooth=3)
    s = o.modifiers.new('s', 'SOLIDIFY')
    s.thickness, s.offset = .0015, -1
    b = o.modifiers.new('b', 'BEVEL')
    b.width, b.segments, b.limit_method = .0005, 3, 'ANGLE'
    o.location, o.rotation_euler = (x, y, z), (rot[0], rot[1], turn)
    return o


def build_linen(x, y, turn, size):
    n = 96
    v = linen_mesh(n) * (size / .36)
    u = np.linspace(0, 1, n)
    uv = np.stack(np.meshgrid(u, u), -1).reshape(-1, 2)
    o = mesh('linen', v.reshape(-1, 3), grid_faces(n, n), linen(size), uv, loc=(x, y, 0), rot=(0, 0, turn), smooth=3)
    s = o.modifiers.new('sub', 'SUBSURF')
    s.levels = s.render_levels = 2
    t = o.modifiers.new('thick', 'SOLIDIFY')
    t.thickness, t.offset = .0009, 0
    return o


# ------------------------------------------------------------------------------------------------- the set
def build_table():
    m, y, rng = wood(), -.62, random.Random(5)
    while y < .62:
        w = rng.uniform(.135, .165)
        o = box('plank', (2.4, w - .0012, .036), (rng.uniform(-.05, .05), y + w / 2, -.018 + rng.uniform(-.0002, .0002)), m, .0016)
        o.color = ((w - .0012) / 2, 0, 0, 1)
        y += w


def build_room():
    n = N('wall')
    o = n.coord(1)
    f = n.noise(o, 3, 8, .62)
    n.set(Base_Color=n.ramp(f, (.3, (.150, .168, .178)), (.7, (.205, .222, .230))), Roughness=.85, Specular=.2,
          Normal=n.bump(n.noise(o, 40, 6, .6), .2, .004))
    paint = plain('paint', (.62, .62, .62), .5, .05)
    dark = plain('floor', (.07, .055, .045), .6)
    wx0, wx1, wz0, wz1, Y = .62, 1.48, -.04, 1.4, 2.75         # far window
    def wall(x0, x1, z0, z1):
        box('wall', (x1 - x0, .1, z1 - z0), ((x0 + x1) / 2, Y + .05, (z0 + z1) / 2), n.m, .004)
    wall(-2.4, wx0, -.8, 2.2), wall(wx1, 7.0, -.8, 2.2), wall(wx0, wx1, -.8, wz0), wall(wx0, wx1, wz1, 2.2)
    for x in (wx0 + .02, (wx0 + wx1) / 2, wx1 - .02):
        box('frame', (.045, .05, wz1 - wz0), (x, Y + .03, (wz0 + wz1) / 2), paint, .006)
    box('bar', (wx1 - wx0, .04, .035), ((wx0 + wx1) / 2, Y + .03, .40), paint, .006)
    box('sill', (wx1 - wx0 + .14, .2, .03), ((wx0 + wx1) / 2, Y - .06, wz0 - .014), paint, .006)
    box('sill frame', (wx1 - wx0, .05, .05), ((wx0 + wx1) / 2, Y + .03, wz0 + .025), paint, .006)
    terra = plain('terracotta', (.36, .145, .075), .8, .2)
    lathe('pot', [(0, 0), (.042, 0), (.046, .004), (.058, .085), (.064, .088), (.066, .108), (.060, .110), (.056, .09), (0, .085)], terra, 64, loc=(.76, Y - .075, wz0 + .001), step=.01)
    green = leaf('pot leaf', (.05, .105, .03), (.16, .24, .08))
    g = random.Random(8)
    for i in range(34):
        d = Vector((g.uniform(-1, 1), g.uniform(-1, .6), g.uniform(.5, 1.6))).normalized()
        p = Vector((.76, Y - .075, wz0 + .10))
        o = leaf_mesh('pot leaf', g.uniform(.08, .15), g.uniform(.03, .05), .3, g.uniform(.1, .6), 0, green, i)
        orient(o, p + d * g.uniform(.02, .10), d, (0, 0, 1) if d.z < .8 else (0, -1, .1), g.uniform(-.5, .5))
    glass = plain('bottle', (.10, .16, .10), .08, .1, Specular=.6)
    lathe('bottle', [(0, 0), (.033, 0), (.036, .004), (.036, .15), (.030, .175), (.014, .20), (.012, .24), (.015, .243), (.015, .255), (.010, .256)], glass, 64, loc=(1.12, Y - .07, wz0 + .001), step=.01)
    # sideboard under a shelf, left of the window, only guessed at
    box('floor', (12, 8, .05), (2, 0, -.80), dark, .01)
    wood_far = plain('far wood', (.16, .085, .045), .5, .3, 6)
    box('sideboard', (.74, .40, .72), (-.02, Y - .21, -.435), wood_far, .008)
    cream, ink = plain('far cream', (.62, .58, .52), .4, .08), plain('far blue', (.07, .10, .13), .35, .2)
    lathe('far vase', [(0, 0), (.05, 0), (.055, .005), (.085, .09), (.08, .15), (.035, .21), (.03, .245), (.04, .265), (.034, .266), (.026, .24), (0, .2)], ink, 64, loc=(.20, Y - .22, -.075), step=.01)
    for i, (h, c) in enumerate(((.028, cream), (.022, ink), (.03, plain('far red', (.26, .07, .04), .6)))):
        box('book', (.24 - .02 * i, .17, h), (-.06, Y - .2, -.075 + sum((.028, .022, .03)[:i]) + h / 2), c, .003, (0, 0, .1 * i - .1))
    if True:                                                  # outdoors, seen through the far window
        e = bpy.data.materials.new('outdoors')
        e.use_nodes = True
        t = e.node_tree
        t.nodes.clear()
        tc, mp = t.nodes.new('ShaderNodeTexCoord'), t.nodes.new('ShaderNodeMapping')
        mp.inputs['Location'].default_value, mp.inputs['Scale'].default_value = (0, 1, .12), (.8, 0, .8)
        env, em, out = t.nodes.new('ShaderNodeTexEnvironment'), t.nodes.new('ShaderNodeEmission'), t.nodes.new('ShaderNodeOutputMaterial')
        env.image = bpy.data.images.load(os.path.join(WORLDS, 'forest.exr'))
        for a, b in ((tc.outputs['Object'], mp.inputs[0]), (mp.outputs[0], env.inputs[0]), (env.outputs[0], em.inputs[0]), (em.outputs[0], out.inputs[0])):
            t.links.new(a, b)
        em.inputs[1].default_value = 1.6
        o = mesh('outdoors', [(-1.2, 0, -1), (1.2, 0, -1), (1.2, 0, 1.2), (-1.2, 0, 1.2)], [(0, 1, 2, 3)], e, loc=(1.1, Y + .9, .3), smooth=None)
        o.lightgroup, o.visible_diffuse = 'back', False
        e.cycles.sample_as_light = False
        o.hide_render = False
    # the window the light comes from (left, out of frame): opening, sash bars; they show in the glazes
    X, y0, y1, z0, z1 = -1.35, -.40, .95, .02, 1.30
    def left(a, b, c, d):
        box('left wall', (.12, b - a, d - c), (X - .06, (a + b) / 2, (c + d) / 2), n.m, .004)
    left(-2.4, y0, -.8, 2.2), left(y1, 2.2, -.8, 2.2), left(y0, y1, -.8, z0), left(y0, y1, z1, 2.2)
    for y in (y0, (y0 + y1) / 2, y1):
        box('sash', (.03, .05, z1 - z0), (X - .03, y, (z0 + z1) / 2), paint, .004)
    for z in (z0, z0 + .44 * (z1 - z0), z1):
        box('sash', (.03, y1 - y0, .04), (X - .03, (y0 + y1) / 2, z), paint, .004)
    return (X - .07, (y0 + y1) / 2, (z0 + z1) / 2, y1 - y0, z1 - z0)


SKIN = peel()
FACE, FACE_H = face_material()
CHINA, STONE, STEEL = porcelain(), stone(), steel()
CALYX = plain('calyx', (.13, .135, .055), .75, .3, 300, .5, 900)
BARK = plain('bark', (.12, .085, .045), .75, .3, 200, .6, 700)
CITRUS = leaf('citrus leaf', (.034, .085, .022), (.14, .20, .06), .30)
OLIVE = leaf('olive leaf', (.085, .125, .075), (.22, .26, .17), .42)

build_table()
window = build_room()
coaster = lathe('coaster', [(0, 0), (.050, 0), (.0525, .0008), (.0535, .0030), (.0534, .0062), (.0524, .0078), (.0502, .0083), (0, .0083)], STONE, 160, wobble(.003, 6))
MUG = (-.005, -.01)
coaster.location = (*MUG, 0)
mug = build_mug(*MUG, .0083, -.62)
PLATE = Vector((.165, .075, 0))
plate = build_plate(PLATE.x, PLATE.y, CHINA)
WELL = .0076
build_orange(PLATE.x - .022, PLATE.y + .040, WELL, .0385, (.5, -.35, .3), 1, SKIN, CALYX)
build_orange(PLATE.x + .0520, PLATE.y + .022, WELL, .0365, (-.75, .55, 1.9), 2, SKIN, CALYX)
build_half(PLATE.x + .006, PLATE.y - .037, WELL, .0375, (.92, .12, -.62), 3, SKIN, FACE, FACE_H)
front = build_orange(.262, -.052, 0, .0400, (-.62, .42, .4), 4, SKIN, CALYX)
jug = build_jug(-.075, .165, 2.75, CHINA)
J = Vector((-.075, .165, 0))
for path, size, seed in (([(0, 0, .02), (-.006, 0, .09), (-.03, -.012, .15), (-.065, -.03, .205), (-.11, -.045, .235)], .046, 3),
                         ([(0, 0, .02), (.008, .004, .09), (.022, .01, .16), (.045, .018, .225), (.078, .024, .275)], .044, 11),
                         ([(0, 0, .02), (-.002, .01, .09), (-.012, .024, .16), (-.02, .03, .23), (-.018, .034, .30)], .040, 19)):
    build_branch([J + Vector(p) for p in path], size, 8, .0013, seed, OLIVE, BARK, .34, .38)
# leaves on the stem of the orange in front
bpy.context.view_layer.update()
M = front.matrix_world
top, axis = M @ Vector((0, 0, .0375)), (M.to_3x3() @ Vector((0, 0, 1))).normalized()
tube('stalk', [top - axis * .002, top + axis * .004, top + axis * .009 + Vector((-.002, 0, .001)), top + axis * .014 + Vector((-.006, -.002, .001))], .0012, BARK)
for d, l, r in (((-.9, -.25, .30), .062, .3), ((.35, -.65, .42), .048, -.3)):
    orient(leaf_mesh('citrus leaf', l, l * .44, .35, .28, .2, CITRUS, 3), top + axis * .010, d, (0, 0, 1), r)
build_spoon(-.112, -.088, 0, 2.62, STEEL)
cloth = build_linen(.095, -.225, .35, .30)
NEUTRAL = [coaster, plate, cloth, *jug]


# ------------------------------------------------------------------------------------------------- light
def lamp(kind, name, loc, target, power, group, **kw):
    d = bpy.data.lights.new(name, kind)
    d.energy = power
    for k, v in kw.items():
        setattr(d, k, v)
    o = link(bpy.data.objects.new(name, d))
    o.location, o.lightgroup = loc, group
    aim(o, target)
    return o


X, WY, WZ, WW, WH = window
lamp('AREA', 'sky', (X, WY, WZ), (0, WY, WZ - .0), 34, 'key', shape='RECTANGLE', size=WW, size_y=WH)
SUN = Vector((-.84, .42, .50)).normalized()
lamp('SUN', 'sun', SUN * 4, (0, 0, 0), 2.2, 'sun', angle=math.radians(1.6))

w = bpy.data.worlds.new('world')
sc.world, w.use_nodes, w.lightgroup = w, True, 'env'
w.cycles.sampling_method = 'NONE'                     # lamps get all light samples
t = w.node_tree
env = t.nodes.new('ShaderNodeTexEnvironment')
env.image = bpy.data.images.load(os.path.join(WORLDS, 'interior.exr'))
grey, top_, mp, tc = (t.nodes.new(k) for k in ('ShaderNodeRGBToBW', 'ShaderNodeMath', 'ShaderNodeMapping', 'ShaderNodeTexCoord'))
top_.operation, top_.inputs[1].default_value = 'MINIMUM', 3.0
mp.inputs['Rotation'].default_value = (0, 0, math.radians(60))
for a, b in ((tc.outputs['Generated'], mp.inputs[0]), (mp.outputs[0], env.inputs[0]), (env.outputs[0], grey.inputs[0]), (grey.outputs[0], top_.inputs[0]),
             (top_.outputs[0], t.nodes['Background'].inputs[0])):
    t.links.new(a, b)
t.nodes['Background'].inputs[1].default_value = .30

# ------------------------------------------------------------------------------------------------- camera
CAMERAS = {            # location, target, lens, f-stop, focus point
    'hero': ((-.014, -1.06, .235), (-.014, 0, .075), 55, 3.5, (.0, -.045, .06)),
    'close': ((-.08, -.53, .30), (.182, .010, .020), 68, 5.6, (.165, .012, .045)),
    'detail': ((.40, -.56, .19), (.165, -.06, .042), 58, 5.6, (.245, -.085, .045)),
}
cam = bpy.data.cameras.new('cam')
co = link(bpy.data.objects.new('cam', cam))
sc.camera = co


def set_camera(view):
    co.location, target, cam.lens, cam.dof.aperture_fstop, focus = CAMERAS[view]
    cam.clip_start = .02
    aim(co, target)
    fwd = co.rotation_euler.to_matrix() @ Vector((0, 0, -1))
    cam.dof.use_dof, cam.dof.aperture_blades, cam.dof.aperture_rotation = True, 9, .3
    cam.dof.focus_distance = (Vector(focus) - co.location).dot(fwd)


# ------------------------------------------------------------------------------------------------- render
r, cy = sc.render, sc.cycles
r.engine, cy.device = 'CYCLES', 'CPU'
cy.samples, cy.seed, cy.use_denoising = int(ENV('SAMPLES', 24)), int(ENV('SEED', 3)), False
cy.use_adaptive_sampling, cy.adaptive_threshold, cy.adaptive_min_samples = True, .015, 24
cy.time_limit, cy.use_auto_tile = float(ENV('TIME_LIMIT', 0)), False
cy.max_bounces, cy.diffuse_bounces, cy.glossy_bounces, cy.transmission_bounces = 5, 3, 3, 3
cy.caustics_reflective = cy.caustics_refractive = False
cy.sample_clamp_direct, cy.sample_clamp_indirect, cy.blur_glossy = 12, 2.0, .8
r.resolution_x, r.resolution_y, r.resolution_percentage = int(ENV('RES_X', 900)), int(ENV('RES_Y', 600)), 100
r.threads_mode, r.threads = 'FIXED', 2
if ENV('BORDER'):
    r.use_border, (r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y) = True, map(float, ENV('BORDER').split(','))

if MASK:
    white, black, keep = emission(1), emission(0), NEUTRAL if MASK == 'neutral' else mug
    for o in list(sc.objects):
        if o.type == 'LIGHT':
            bpy.data.objects.remove(o)
        elif o.type in {'MESH', 'CURVE'}:
            for s in o.material_slots:
                s.link = 'OBJECT'
                s.material = white if o in keep else black
    t.nodes['Background'].inputs[1].default_value = 0
    sc.view_settings.view_transform = 'Raw'
    r.image_settings.color_mode, cy.use_adaptive_sampling = 'BW', False
else:
    vl.cycles.denoising_store_passes = True
    sc.use_nodes = True
    ct = sc.node_tree
    ct.nodes.clear()
    rl, fo = ct.nodes.new('CompositorNodeRLayers'), ct.nodes.new('CompositorNodeOutputFile')
    fo.base_path, fo.format.file_format, fo.format.color_depth, fo.format.exr_codec = os.path.dirname(os.path.abspath(OUT)), 'OPEN_EXR', '16', 'ZIP'
    fo.file_slots.clear()
    names = {'Combined_' + g: g for g in ('key', 'sun', 'back', 'env')}
    names.update({'Denoising Albedo': 'albedo', 'Denoising Normal': 'normal'})
    print('PASSES', [o.name for o in rl.outputs if o.enabled])
    for pas, name in names.items():
        if pas in rl.outputs:
            fo.file_slots.new(f'{os.path.basename(OUT)}_{name}_#')
            ct.links.new(rl.outputs[pas], fo.inputs[-1])
    r.use_compositing = True
if ENV('PROJECT'):                                        # no rendering: the mug's faces in frame coordinates
    from bpy_extras.object_utils import world_to_camera_view
    set_camera(VIEW)
    bpy.context.view_layer.update()
    data = {}
    for k, o in enumerate(mug[:2]):
        data[f'v{k}'] = np.array([tuple(world_to_camera_view(sc, co, o.matrix_world @ q.co)) for q in o.data.vertices])
        data[f'f{k}'] = np.array([list(q.vertices) for q in o.data.polygons if len(q.vertices) == 4])
    np.savez(ENV('PROJECT'), **data)
    sys.exit()

for view in VIEW.split(','):
    clock = time.time()
    set_camera(view)
    if not MASK:
        for s, name in zip(fo.file_slots, names.values()):
            s.path = os.path.basename(OUT).replace('{view}', view) + f'_{name}_#'
    else:
        r.filepath = OUT.replace('{view}', view) + '.png'
    bpy.ops.render.render(write_still=bool(MASK))
    print('RENDER %s %s %.1fs' % (view, MASK or 'picture', time.time() - clock))
