# Desk flat-lay from above. Run: blender -b -P desk.py     1 unit = 10 cm
# Env: RES_X RES_Y SAMPLES SEED OUT, VARIANT=clean|intruder|mask-intruder|shadow-only, BORDER, FSTOP
#   shadow-only: like intruder, but the object itself is invisible to the camera. mask-shadow = clean - shadow-only.
#   OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py.
#   BORDER=x0,x1,y0,y1 (fractions, y from below): render this region only, the rest stays black; same seed, same noise pattern.
#   FSTOP: of a full-frame 55 mm lens at the true scale of the desk (0 = pinhole).
import bpy, bmesh, math, os, random, sys, time
import mathutils.noise as mn
from mathutils import Vector, Matrix

ENV = os.environ.get
RES = int(ENV('RES_X', 1200)), int(ENV('RES_Y', 800))
SAMPLES, OUT, VARIANT = int(ENV('SAMPLES', 96)), ENV('OUT', os.path.join(os.getcwd(), 'desk.png')), ENV('VARIANT', 'clean')
SEED, FSTOP, BORDER = int(ENV('SEED', 1)), float(ENV('FSTOP', 5.6)), ENV('BORDER', '')
V3 = Vector
mn.seed_set(7)
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _passes import render_to


# ---------------------------------------------------------------- mesh helpers
def add(name, me, m, loc=(0, 0, 0), rz=0.0, smooth=True):
    o = bpy.data.objects.new(name, me); sc.collection.objects.link(o); o.location = loc; o.rotation_euler.z = rz
    if m: me.materials.append(m)
    if smooth:
        me.polygons.foreach_set('use_smooth', [True] * len(me.polygons)); me.use_auto_smooth = True; me.auto_smooth_angle = .7
    return o

def mesh(name, v, f, m, **kw):
    me = bpy.data.meshes.new(name); me.from_pydata([tuple(p) for p in v], [], f); me.update(); return add(name, me, m, **kw)

def rounded(w, h, r, seg=8, left=None):
    p, rr = [], r if left is None else left
    for cx, cy, a, r in ((w / 2 - r, h / 2 - r, 0, r), (-w / 2 + rr, h / 2 - rr, 90, rr), (-w / 2 + rr, -h / 2 + rr, 180, rr), (w / 2 - r, -h / 2 + r, 270, r)):
        p += [(cx + r * math.cos(math.radians(a + 90 * i / seg)), cy + r * math.sin(math.radians(a + 90 * i / seg))) for i in range(seg + 1)]
    return p

def slab(name, w, h, z0, z1, r, m, bevel=.012, left=None, **kw):
    p = rounded(w, h, r, left=left); n = len(p)
    o = mesh(name, [(x, y, z0) for x, y in p] + [(x, y, z1) for x, y in p], [tuple(range(n))[::-1], tuple(range(n, 2 * n))] + [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)], m, **kw)
    b = o.modifiers.new('b', 'BEVEL'); b.width = bevel; b.segments = 3; b.limit_method = 'ANGLE'; return o

def sheet(name, w, h, nx, ny, zf, m, **kw):
    v = [(w * (i / nx - .5), h * (j / ny - .5), 0) for j in range(ny + 1) for i in range(nx + 1)]
    v = [(x, y, zf(x, y)) for x, y, _ in v]; k = nx + 1
    return mesh(name, v, [(j * k + i, j * k + i + 1, (j + 1) * k + i + 1, (j + 1) * k + i) for j in range(ny) for i in range(nx)], m, **kw)

def lathe(name, prof, m, seg=128, **kw):
    v = [(r * math.cos(2 * math.pi * i / seg), r * math.sin(2 * math.pi * i / seg), z) for r, z in prof for i in range(seg)]
    f = [(j * seg + i, j * seg + (i + 1) % seg, (j + 1) * seg + (i + 1) % seg, (j + 1) * seg + i) for j in range(len(prof) - 1) for i in range(seg)]
    o = mesh(name, v, f, m, **kw); s = o.modifiers.new('s', 'SUBSURF'); s.levels = s.render_levels = 2; return o

def tube(name, pts, r, m, closed=False, radii=None, loc=(0, 0, 0), rz=0.0, flat=False):
    c = bpy.data.curves.new(name, 'CURVE'); c.dimensions = '3D'; c.bevel_depth = r; c.bevel_resolution = 4; c.resolution_u = 8
    s = c.splines.new('NURBS'); s.points.add(len(pts) - 1); s.order_u = 4; s.use_cyclic_u = closed; s.use_endpoint_u = not closed
    for i, (q, p) in enumerate(zip(s.points, pts)): q.co = (*p, 1); q.radius = radii[i] if radii else 1
    c.use_fill_caps = True; c.materials.append(m); o = bpy.data.objects.new(name, c); sc.collection.objects.link(o); o.location = loc; o.rotation_euler.z = rz; return o


# ---------------------------------------------------------------- node helpers
class N:
    def __init__(self, m): self.t = m.node_tree; self.b = self.t.nodes['Principled BSDF']; self.out = self.t.nodes['Material Output']
    def new(self, kind, **kw):
        n = self.t.nodes.new('ShaderNode' + kind)
        for k, v in kw.items():
            if hasattr(n, k): setattr(n, k, v)
            else: n.inputs[k.replace('_', ' ')].default_value = v
        return n
    def put(self, sock, v):
        if isinstance(v, bpy.types.NodeSocket): self.t.links.new(v, sock)
        else: sock.default_value = (*v, 1) if isinstance(v, tuple) and sock.type == 'RGBA' else v
    def set(self, **kw):
        for k, v in kw.items(): self.put(self.b.inputs[k.replace('_', ' ')], v)
    def math(self, op, a, b=0.0):
        n = self.new('Math', operation=op); self.put(n.inputs[0], a); self.put(n.inputs[1], b); return n.outputs[0]
    def vec(self, op, a, b):
        n = self.new('VectorMath', operation=op); self.put(n.inputs[0], a); self.put(n.inputs[1], b); return n.outputs[0]
    def coord(self, scale=(1, 1, 1), per_object=False):
        v = self.vec('MULTIPLY', self.new('TexCoord').outputs['Object'], scale)
        if per_object:
            r = self.new('ObjectInfo').outputs['Random']; c = self.new('CombineXYZ'); self.put(c.inputs[0], self.math('MULTIPLY', r, 61.0)); self.put(c.inputs[1], self.math('MULTIPLY', r, 37.0)); self.put(c.inputs[2], self.math('MULTIPLY', r, 9.0))
            v = self.vec('ADD', v, c.outputs[0])
        return v
    def noise(self, v, scale, detail=6, rough=.55, dist=0.0, out='Fac'):
        n = self.new('TexNoise', Scale=scale, Detail=detail, Roughness=rough, Distortion=dist); self.put(n.inputs['Vector'], v); return n.outputs[out]
    def step(self, v, a, b, lo=0.0, hi=1.0):
        n = self.new('MapRange', interpolation_type='SMOOTHSTEP')
        for i, x in enumerate((v, a, b, lo, hi)): self.put(n.inputs[i], x)
        return n.outputs[0]
    def ramp(self, f, *stops):
        n = self.new('ValToRGB'); e = n.color_ramp.elements
        while len(e) < len(stops): e.new(.5)
        for el, (p, c) in zip(e, stops): el.position = p; el.color = (*c, 1)
        self.put(n.inputs[0], f); return n.outputs[0]
    def mix(self, f, a, b, mode='MIX'):
        n = self.new('MixRGB', blend_type=mode)
        for i, v in enumerate((f, a, b)): self.put(n.inputs[i], v)
        return n.outputs[0]
    def bump(self, h, strength=.3, dist=.01, prev=None):
        n = self.new('Bump', Strength=strength, Distance=dist); self.put(n.inputs['Height'], h)
        if prev: self.put(n.inputs['Normal'], prev)
        return n.outputs[0]

def material(name):
    m = bpy.data.materials.new(name); m.use_nodes = True; return m, N(m)

def simple(name, col, rough=.4, metal=0.0, grain=0.0, scale=40, vary=.12, **kw):
    m, n = material(name); p = n.coord(); lo, hi = tuple(c * (1 - vary) for c in col), tuple(min(1, c * (1 + vary)) for c in col)
    n.set(Base_Color=n.ramp(n.noise(p, 3, 8, .6), (.3, lo), (.7, hi)), Roughness=rough, Metallic=metal, **kw)
    if grain: n.set(Normal=n.bump(n.noise(p, scale, 8, .6), grain, .01))
    return m


# ---------------------------------------------------------------- materials
def oak():
    m, n = material('oak'); v = n.coord((.16, 1, 1), True); stretch = lambda x, y: n.vec('MULTIPLY', n.coord((x, y, y), True), (1, 1, 1))
    bend = n.noise(v, .9, 3, .5, out='Color'); g = n.vec('ADD', v, n.vec('MULTIPLY', bend, (.0, .80, .6)))
    rings = n.new('TexWave', wave_type='BANDS', bands_direction='Y', wave_profile='SAW', Scale=2.1, Distortion=10.5, Detail=5.0, Detail_Scale=.8, Detail_Roughness=.62); n.put(rings.inputs['Vector'], g)
    fibre = n.noise(n.vec('MULTIPLY', g, (.55, 14, 14)), 2.6, 10, .68); hair = n.noise(n.vec('MULTIPLY', g, (1.6, 62, 62)), 1.6, 6, .7); tone = n.noise(v, .8, 5, .6)
    plain = (.325, .197, .107); col = n.ramp(rings.outputs['Fac'], (0, (.345, .212, .118)), (.50, (.318, .190, .101)), (.84, (.226, .128, .065)), (1, (.33, .20, .109)))
    col = n.mix(n.step(n.noise(n.vec('MULTIPLY', v, (.8, 1.6, 1)), 1.3, 4, .6), .36, .60, .25, 1.0), plain, col)   # growth rings come and go
    col = n.mix(.44, col, n.ramp(fibre, (.30, (.45, .37, .29)), (.52, (1, 1, 1)), (.72, (1.22, 1.2, 1.15))), 'MULTIPLY')
    col = n.mix(.66, col, n.ramp(hair, (.28, (.62, .55, .48)), (.5, (1, 1, 1)), (.72, (1.17, 1.16, 1.13))), 'MULTIPLY')
    col = n.mix(.60, col, n.ramp(tone, (.3, (.76, .71, .66)), (.7, (1.14, 1.14, 1.13))), 'MULTIPLY')
    early = n.step(rings.outputs['Fac'], .45, .95); pores = n.step(n.noise(stretch(.075, 1), 105, 2, .5), .60, .69)
    pores = n.math('MULTIPLY', pores, n.math('ADD', .25, n.math('MULTIPLY', early, .75))); col = n.mix(n.math('MULTIPLY', pores, .62), col, (.085, .042, .019))
    fleck = n.math('MULTIPLY', n.step(n.noise(stretch(.9, .55), 9, 3, .6, 1.2), .66, .74), .16); col = n.mix(fleck, col, (.50, .34, .20))   # medullary rays
    r = n.new('ObjectInfo').outputs['Random']; col = n.mix(1.0, col, n.ramp(r, (0, (.80, .79, .79)), (.5, (1.02, 1, .97)), (1, (1.12, 1.09, 1.04))), 'MULTIPLY')
    use = n.noise(n.coord((1, 1, 1)), .9, 7, .62); mark = n.step(n.noise(n.coord((1, 1, 1)), 3.4, 9, .75, .6), .57, .70)   # polish and hand marks
    h = n.math('SUBTRACT', n.math('ADD', n.math('MULTIPLY', fibre, .35), n.math('MULTIPLY', hair, .3)), n.math('MULTIPLY', pores, .8))
    rough = n.math('ADD', n.step(n.math('ADD', fibre, n.math('MULTIPLY', pores, .4)), .3, .9, .36, .56), n.math('ADD', n.math('MULTIPLY', n.math('SUBTRACT', use, .5), .30), n.math('MULTIPLY', mark, .06)))
    n.set(Base_Color=col, Roughness=rough, Specular=.4, Normal=n.bump(h, .38, .010)); return m

def paper(name, col, ruled=False):
    m, n = material(name); p = n.coord(); c = n.mix(.6, col, n.ramp(n.noise(p, 2.0, 6), (.3, tuple(x * .955 for x in col)), (.7, col)))
    if ruled:
        s = n.new('SeparateXYZ'); n.put(s.inputs[0], p); y = n.math('FRACT', n.math('MULTIPLY', n.math('ADD', s.outputs[1], 9.03), 12.5))
        top = n.math('LESS_THAN', s.outputs[1], 1.12); line = n.math('MULTIPLY', n.math('LESS_THAN', y, .065), top)
        c = n.mix(n.math('MULTIPLY', line, .7), c, (.30, .44, .60)); mg = n.math('LESS_THAN', n.math('ABSOLUTE', n.math('ADD', s.outputs[0], .62)), .0045); c = n.mix(n.math('MULTIPLY', mg, .7), c, (.72, .22, .22))
    n.set(Base_Color=c, Roughness=.82, Specular=.2, Normal=n.bump(n.noise(p, 60, 6, .7), .12, .004)); return m

def leather(name, col):
    m, n = material(name); p = n.coord(); vo = n.new('TexVoronoi', Scale=116.0, feature='SMOOTH_F1'); n.put(vo.inputs['Vector'], n.vec('ADD', p, n.vec('MULTIPLY', n.noise(p, 44, 4, out='Color'), (.022, .022, .022))))
    wear = n.step(n.noise(p, 2.2, 8, .7), .50, .76); rub = n.step(n.noise(p, 5.5, 9, .78, .8), .60, .72)
    c = n.mix(n.math('MULTIPLY', wear, .22), col, tuple(min(1, x * 1.8 + .015) for x in col)); c = n.mix(n.math('MULTIPLY', n.step(vo.outputs[0], .30, .62), .22), c, tuple(x * .55 for x in col))
    h = n.math('ADD', n.math('MULTIPLY', vo.outputs[0], -.75), n.math('MULTIPLY', n.noise(p, 210, 3, .6), .35))
    soft = n.bump(n.noise(p, 1.7, 3, .5), .30, .05); fold = n.bump(n.noise(n.vec('MULTIPLY', p, (2.2, .7, 1)), 6, 6, .62), .12, .02, soft)
    n.set(Base_Color=c, Roughness=n.math('ADD', n.step(wear, 0, 1, .44, .56), n.math('MULTIPLY', rub, -.07)), Specular=.36, Normal=n.bump(h, .46, .0045, fold)); return m

def pages():
    m, n = material('pages'); p = n.coord((1, 1, 90)); n.set(Base_Color=n.ramp(n.noise(p, 3, 4, .6), (.3, (.50, .46, .38)), (.65, (.80, .77, .69))), Roughness=.9); return m

def stoneware():
    m, n = material('stone'); p = n.coord(); d = n.new('VectorMath', operation='LENGTH'); n.put(d.inputs[0], n.vec('MULTIPLY', p, (1, 1, 0))); r = n.math('ADD', d.outputs['Value'], n.math('MULTIPLY', n.math('SUBTRACT', n.noise(p, 7, 6, .65), .5), .035))
    c = n.ramp(n.noise(p, 2.6, 8, .62, .5), (.30, (.062, .076, .090)), (.55, (.088, .103, .117)), (.75, (.120, .132, .138)))
    turn = n.new('TexWave', wave_type='RINGS', rings_direction='SPHERICAL', Scale=4.2, Distortion=1.2, Detail=2.0, Detail_Scale=2.0); n.put(turn.inputs['Vector'], p); c = n.mix(.16, c, n.ramp(turn.outputs['Fac'], (0, (.6, .6, .6)), (1, (1.2, 1.2, 1.2))), 'MULTIPLY')
    vo = n.new('TexVoronoi', Scale=26.0, Randomness=1.0); n.put(vo.inputs['Vector'], p); speck = n.math('MULTIPLY', n.step(vo.outputs[0], .17, .06), n.step(n.noise(p, 17, 2), .48, .56)); c = n.mix(n.math('MULTIPLY', speck, .75), c, (.026, .020, .016))
    c = n.mix(n.math('MULTIPLY', n.step(r, .745, .785), .70), c, (.20, .125, .070))
    n.set(Base_Color=c, Roughness=n.math('ADD', .33, n.math('MULTIPLY', speck, .2)), Specular=.42, Normal=n.bump(n.math('ADD', n.noise(p, 9, 6, .6), n.math('MULTIPLY', turn.outputs['Fac'], .3)), .16, .02)); return m

def coffee_material():
    m, n = material('coffee'); o = n.coord(); d = n.new('VectorMath', operation='LENGTH'); n.put(d.inputs[0], o); r = d.outputs['Value']
    wob = n.math('ADD', r, n.math('MULTIPLY', n.math('SUBTRACT', n.noise(o, 9, 6, .6), .5), .07))
    edge = n.step(wob, .235, .365); swirl = n.step(n.noise(o, 7, 8, .65, 1.6), .52, .68)
    vo = n.new('TexVoronoi', Scale=34.0); n.put(vo.inputs['Vector'], o); bub = n.math('MULTIPLY', n.step(vo.outputs[0], .33, .10), n.step(n.noise(o, 6, 3), .50, .62))
    f = n.math('MAXIMUM', n.math('MULTIPLY', edge, .80), n.math('MULTIPLY', swirl, .15)); f = n.math('MAXIMUM', f, n.math('MULTIPLY', bub, n.step(wob, .20, .31, .06, .62)))
    n.set(Base_Color=n.mix(f, (.018, .0075, .003), (.26, .125, .042)), Roughness=n.step(f, 0, 1, .05, .38), Normal=n.bump(f, .25, .006)); return m

def leaf_material():
    m, n = material('leaf'); o = n.coord(); s = n.new('SeparateXYZ'); n.put(s.inputs[0], n.new('TexCoord').outputs['Object']); r = n.new('ObjectInfo').outputs['Random']
    mid = n.step(n.math('ABSOLUTE', s.outputs[1]), .016, .003)
    side = n.math('FRACT', n.math('MULTIPLY', n.math('SUBTRACT', s.outputs[0], n.math('ABSOLUTE', s.outputs[1])), 13)); vein = n.math('MAXIMUM', mid, n.math('MULTIPLY', n.step(n.math('ABSOLUTE', n.math('SUBTRACT', side, .5)), .10, .02), .45))
    c = n.mix(.75, n.ramp(r, (0, (.085, .155, .085)), (.5, (.125, .205, .125)), (1, (.19, .25, .14))), n.ramp(n.noise(o, 5, 8, .65), (.3, (.55, .58, .55)), (.7, (1.15, 1.12, 1.05))), 'MULTIPLY')
    c = n.mix(n.math('MULTIPLY', vein, .45), c, (.33, .37, .24)); n.set(Base_Color=c, Roughness=.5, Specular=.35, Normal=n.bump(n.math('ADD', n.math('MULTIPLY', vein, -.6), n.noise(o, 22, 5)), .25, .01))
    tr = n.new('BsdfTranslucent'); n.put(tr.inputs[0], (.20, .30, .08)); mx = n.new('MixShader', Fac=.18); n.t.links.new(n.b.outputs[0], mx.inputs[1]); n.t.links.new(tr.outputs[0], mx.inputs[2]); n.t.links.new(mx.outputs[0], n.out.inputs[0]); return m

def lens_glass():
    m, n = material('lens'); t = n.new('BsdfTransparent'); t.inputs[0].default_value = (.965, .98, .975, 1); g = n.new('BsdfGlossy', Roughness=.02); fr = n.new('Fresnel', IOR=1.5)
    mx = n.new('MixShader'); n.t.links.new(fr.outputs[0], mx.inputs[0]); n.t.links.new(t.outputs[0], mx.inputs[1]); n.t.links.new(g.outputs[0], mx.inputs[2]); n.t.links.new(mx.outputs[0], n.out.inputs[0]); return m

def acetate():
    m, n = material('acetate'); o = n.coord(); f = n.noise(o, 4.5, 5, .6, 1.2)
    n.set(Base_Color=n.ramp(f, (.40, (.012, .006, .004)), (.54, (.10, .035, .010)), (.68, (.30, .13, .035))), Roughness=.12, Clearcoat=.6); return m

def emission(name, v):
    m = bpy.data.materials.new(name); m.use_nodes = True; t = m.node_tree; e = t.nodes.new('ShaderNodeEmission'); e.inputs[0].default_value = (v, v, v, 1); t.links.new(e.outputs[0], t.nodes['Material Output'].inputs[0]); return m


# ---------------------------------------------------------------- things on the desk
def build_desk():
    m = oak(); y = -3.4; rng = random.Random(2)
    while y < 3.4:
        w = rng.uniform(1.15, 1.5); o = slab('plank', 12, w - .006, -.3, 0, .004, m, .007); o.location = (rng.uniform(-1, 1), y + w / 2, 0); y += w

def build_notebook(loc, rz):
    cov = leather('cover', (.020, .050, .058)); w, h = 1.42, 2.12
    def part(o): o.location = loc; o.rotation_euler.z = rz; return o
    part(slab('back', w, h, 0, .022, .07, cov, .008, .012)); part(slab('block', w - .05, h - .06, .022, .145, .06, pages(), .004)); part(slab('front', w, h, .145, .17, .07, cov, .010, .012))
    arc = [(-w / 2 + .010 - .042 * math.cos(math.radians(t)), .085 + .082 * math.sin(math.radians(t))) for t in range(-90, 91, 10)]; k = len(arc)
    sp = mesh('spine', [(x, y, z) for y in (-h / 2, -h / 2 + .006, h / 2 - .006, h / 2) for x, z in [(a + (.012 if abs(y) > h / 2 - .003 else 0), b * (.97 if abs(y) > h / 2 - .003 else 1)) for a, b in arc]], [(j * k + i, (j + 1) * k + i, (j + 1) * k + i + 1, j * k + i + 1) for j in range(3) for i in range(k - 1)] + [tuple(range(k)), tuple(range(3 * k, 4 * k))[::-1]], cov); part(sp)
    crease = slab('crease', .012, h - .004, .1695, .1712, .001, simple('crease', (.006, .014, .016), .6)); crease.location = Vector(loc) + Matrix.Rotation(rz, 3, 'Z') @ V3((-w / 2 + .13, 0, 0)); crease.rotation_euler.z = rz
    el = simple('elastic', (.50, .085, .035), .8, 0, .5, 120); x = w / 2 - .17; e = h / 2 + .008
    band = mesh('elastic', [(x + s * .032, yy, zz) for yy, zz in ((-e + .05, -.001), (-e, .01), (-e, .16), (-e + .02, .177), (e - .02, .177), (e, .16), (e, .01), (e - .05, -.001)) for s in (-1, 1)], [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(7)], el, smooth=False)
    so = band.modifiers.new('s', 'SOLIDIFY'); so.thickness = .010; so.offset = 1; part(band)
    rb = simple('ribbon', (.50, .085, .035), .6, 0, .3, 150); pts = [(-.25, -h / 2 + .03, .14), (-.25, -h / 2 - .05, .10), (-.22, -h / 2 - .18, .02), (-.16, -h / 2 - .33, .012), (-.17, -h / 2 - .46, .02)]
    rib = mesh('ribbon', [(px + s * .028, py - (.03 if s * 1 > 0 and i == 4 else 0), pz) for i, (px, py, pz) in enumerate(pts) for s in (-1, 1)], [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(4)], rb)
    sb = rib.modifiers.new('u', 'SUBSURF'); sb.levels = sb.render_levels = 3; so = rib.modifiers.new('s', 'SOLIDIFY'); so.thickness = .006; part(rib)
    bm = bpy.data.objects['front']; return bm

def build_pencil(loc, rz, paint, length=1.72, roll=0.0, z=.034):
    R, seg, tip = .0375, 72, .235; wood, lead = simple('cedar%g' % rz, (.52, .31, .15), .7, 0, .4, 60), simple('lead%g' % rz, (.035, .035, .038), .35, .2)
    foil, rub = simple('ferrule%g' % rz, (.72, .58, .32), .28, 1.0), simple('rubber%g' % rz, (.62, .21, .19), .75, 0, .3, 60)
    xs = [0, .004] + [tip * 1.25 * i / 60 + .006 for i in range(61)] + [.5, 1.0, length - .20, length - .199, length - .17, length - .165, length - .155, length - .15, length - .075, length - .074, length - .012, length]
    v, f, mats = [], [], []
    for x in xs:
        for i in range(seg):
            a = 2 * math.pi * i / seg; k = (a + roll) % (math.pi / 3) - math.pi / 6; hexr = min(R * math.cos(math.pi / 6) / math.cos(k), R * .965); r = min(hexr, .0035 + x * R * 1.04 / tip)
            if x > length - .2: r = R * (.985 if x < length - .17 or x > length - .15 else .93)
            if x > length - .075: r = R * (.90 if x < length - .005 else .72)
            v.append((x, r * math.cos(a), r * math.sin(a)))
    for j in range(len(xs) - 1):
        xm = (xs[j] + xs[j + 1]) / 2
        for i in range(seg):
            f.append((j * seg + i, j * seg + (i + 1) % seg, (j + 1) * seg + (i + 1) % seg, (j + 1) * seg + i)); a = 2 * math.pi * (i + .5) / seg; k = (a + roll) % (math.pi / 3) - math.pi / 6
            hexr = min(R * math.cos(math.pi / 6) / math.cos(k), R * .965); cone = .0035 + xm * R * 1.04 / tip
            mats.append(4 if xm > length - .075 else 3 if xm > length - .2 else 2 if xm < .062 else 1 if cone < hexr else 0)
    f += [tuple(range(seg))[::-1], tuple(range((len(xs) - 1) * seg, len(xs) * seg))]; mats += [2, 4]
    o = mesh('pencil', v, f, paint, loc=(loc[0], loc[1], z), rz=rz)
    for m in (wood, lead, foil, rub): o.data.materials.append(m)
    o.data.polygons.foreach_set('material_index', mats); o.data.auto_smooth_angle = .5; return o

PAGE = """FIELD NOTES
Light before everything else

Walk the scene once without the camera. Look for the
edge of the light and stay on the shadow side of it.
A low sun draws every blade of grass; at noon the same
meadow turns flat and loud. Wait, or come back.

Keep the horizon level, unless the tilt is the subject.
Give a moving figure room in front, not behind. Three
stones balance; four begin to argue with each other.

Before you leave:
   1   check the corners of the frame
   2   take one picture from lower down
   3   take one picture with nothing in it
   4   write down the hour and the weather

Empty space is not missing content. It is the quiet part
of the sentence, and the reader needs it to breathe."""

def curl(x, y, k=1.0):
    c = max(0, x - y * .75 - 1.02); return .006 + .62 * k * c * c + .010 * mn.noise(V3((x * .9, y * .8, 2.1))) + .006 * (mn.noise(V3((x * 2, y * 2, 5))) + .6)

def build_papers():
    def s2(x, y): return .004 + .006 * (mn.noise(V3((x * 1.1 + 5, y, 3))) + .7)
    sheet('ruled', 1.48, 2.1, 40, 60, lambda x, y: s2(x, y), paper('ruled', (.80, .785, .73), True), loc=(-.62, -1.00, .002), rz=.33)
    o = sheet('printed', 1.48, 2.1, 60, 80, curl, paper('white', (.83, .825, .81)), loc=(-.10, -.55, .014), rz=-.07)
    ink = simple('ink', (.035, .035, .04), .7); c = bpy.data.curves.new('text', 'FONT'); c.body = PAGE; c.size = .062; c.space_line = 1.22; t = bpy.data.objects.new('text', c); sc.collection.objects.link(t)
    dg = bpy.context.evaluated_depsgraph_get(); me = bpy.data.meshes.new_from_object(t.evaluated_get(dg)); bpy.data.objects.remove(t)
    wmax = max(v.co.x for v in me.vertices); k = 1.14 / wmax
    for v in me.vertices: x, y = v.co.x * k - .57, v.co.y * k + .80; v.co = (x, y, curl(x, y) + .0022)
    me.materials.clear(); add('print', me, ink, o.location, o.rotation_euler.z, smooth=False)

def build_cup(loc):
    china = simple('china', (.74, .72, .68), .16, 0, .03, 20, .03, Clearcoat=.3); dark = stoneware()
    lathe('saucer', [(0, .03), (.40, .03), (.44, .028), (.66, .06), (.775, .105), (.785, .116), (.77, .122), (.64, .082), (.46, .052), (.42, .044), (0, .044)], dark, loc=loc)
    lathe('cup', [(0, .05), (.22, .05), (.25, .055), (.33, .18), (.395, .40), (.425, .60), (.428, .615), (.415, .62), (.402, .612), (.39, .57), (.36, .38), (.29, .16), (0, .12)], china, loc=loc)
    coffee = lathe('coffee', [(0, 0), (.2, 0), (.355, 0), (.376, .001), (.388, .012)], coffee_material(), loc=(loc[0], loc[1], .525))
    h = tube('handle', [(.404, 0, .515), (.46, 0, .545), (.58, 0, .54), (.645, 0, .44), (.60, 0, .30), (.47, 0, .23), (.35, 0, .22)], .046, china, radii=[1.15, 1, .95, .95, .95, 1, 1.2], loc=loc, rz=-.62); h.scale.y = 1.15
    st = simple('steel', (.72, .72, .73), .18, 1.0); a = 2.55; ca, sa = math.cos(a), math.sin(a)
    o = mesh('spoon', [], [], st); bm = bmesh.new(); nu, nv = 90, 14
    def width(u): return .105 * math.sqrt(max(0, 1 - ((u - .13) / .13) ** 2)) if u < .20 else None
    prof = []
    for i in range(nu + 1):
        u = i / nu * 1.02; b = .098 * math.sqrt(max(1e-4, 1 - ((u - .15) / .152) ** 2)) if u < .30 else 0; hd = .020 + .026 * max(0, (u - .45) / .57) ** 1.3; hd *= math.sqrt(max(0.02, min(1, (1.02 - u) / .03)))
        w = max(b, hd if u > .2 else 0); dep = .042 * max(0, 1 - ((u - .15) / .15) ** 2); zc = .118 - .02 * math.sin(min(1, max(0, (u - .28) / .5)) * math.pi) * 0 + .06 * max(0, u - .3) * (1.0 - u)
        prof.append([bm.verts.new((u, w * (2 * j / nv - 1), zc + .02 - dep * (1 - (2 * j / nv - 1) ** 2))) for j in range(nv + 1)])
    for i in range(nu):
        for j in range(nv): bm.faces.new((prof[i][j], prof[i + 1][j], prof[i + 1][j + 1], prof[i][j + 1]))
    bm.to_mesh(o.data); bm.free(); o.data.polygons.foreach_set('use_smooth', [True] * len(o.data.polygons)); so = o.modifiers.new('s', 'SOLIDIFY'); so.thickness = .012
    o.location = (loc[0] - .735, loc[1] + .10, loc[2] + .012); o.rotation_euler = (0, .0, -.96)

def build_glasses(loc, rz):
    fr, gl = acetate(), lens_glass(); hinge = simple('hinge', (.6, .58, .52), .25, 1.0)
    def rim(cx, s):
        p = []
        for i in range(28):
            a = 2 * math.pi * i / 28; c, q = math.cos(a), math.sin(a); p.append((cx + .255 * math.copysign(abs(c) ** .82, c) + .012 * s * q, .215 * math.copysign(abs(q) ** .86, q) - .012 * (q < 0), .17 - .05 * abs(cx + .25 * c) ** 2))
        return p
    for s in (-1, 1):
        p = rim(s * .335, s); tube('rim', p, .030, fr, True, loc=loc, rz=rz)
        mesh('lens', p + [(s * .335, 0, .185)], [(i, (i + 1) % 28, 28) for i in range(28)], gl, loc=loc, rz=rz)
        tube('corner', [(s * .575, .10, .155), (s * .63, .115, .15), (s * .675, .12, .135), (s * .69, .115, .10)], .030, fr, loc=loc, rz=rz)
        zt = .085 if s > 0 else .045; y0 = .105 if s > 0 else .075
        pts = [(s * .69, y0, zt + .03), (s * .67, y0, zt), (s * .3, y0 - .01 * s, zt), (-s * .2, y0 - .03, zt), (-s * .45, y0 - .06, zt - .005), (-s * .60, y0 - .13, zt - .012), (-s * .68, y0 - .24, zt - .015), (-s * .71, y0 - .33, zt - .015)]
        tube('temple', pts, .024, fr, radii=[1.1, 1.1, 1, .95, 1, 1.15, 1.25, 1.0], loc=loc, rz=rz)
        o = slab('hinge', .05, .03, .10, .13, .004, hinge, .003); o.location = Vector(loc) + Matrix.Rotation(rz, 3, 'Z') @ V3((s * .665, .10, 0)); o.rotation_euler.z = rz
    tube('bridge', [(-.105, .07, .168), (-.06, .105, .178), (.06, .105, .178), (.105, .07, .168)], .029, fr, loc=loc, rz=rz)

def leaf_mesh(w, l, cup, tw):
    v, f, nu, nv = [], [], 22, 12
    for i in range(nu + 1):
        u = i / nu; half = w * (math.sin(math.pi * min(1, u) ** .78) ** .72) * .5 + .003
        for j in range(nv + 1):
            t = 2 * j / nv - 1; v.append((u * l, half * t, cup * t * t * half * 1.6 - .20 * l * u * u + tw * t * u * half + .02 * math.sin(9 * u + 3 * t) * half))
    k = nv + 1
    for i in range(nu): f += [(i * k + j, (i + 1) * k + j, (i + 1) * k + j + 1, i * k + j + 1) for j in range(nv)]
    return v, f

def build_sprig(base, heading, length, bend, seed, m, stem_m, start=.10, big=.40):
    rng = random.Random(seed); p = Vector(base); a = heading; pts, n = [], 26
    for i in range(n): pts.append((p.copy(), a, i / (n - 1))); p = p + V3((math.cos(a), math.sin(a), .012 * math.sin(i * .35))) * (length / n); a += bend / n + rng.uniform(-.03, .03)
    tube('stem', [q for q, _, _ in pts], .017, stem_m, radii=[1.3 - t * .9 for _, _, t in pts])
    for i in range(2, n, 3):
        q, ang, t = pts[i]
        if t < start: continue
        for s in (-1, 1):
            size = big * (1 - .62 * t) * rng.uniform(.85, 1.12); v, f = leaf_mesh(size * .86, size, rng.uniform(.1, .45), rng.uniform(-.35, .35)); o = mesh('leaf', v, f, m)
            o.location = q + V3((0, 0, .01)); o.rotation_euler = (rng.uniform(-.35, .35), rng.uniform(-.42, -.02), ang + s * rng.uniform(.75, 1.2))
    q, ang, _ = pts[-1]; v, f = leaf_mesh(.12, .17, .2, 0); o = mesh('leaf', v, f, m); o.location = q; o.rotation_euler = (0, -.2, ang)

def build_clips():
    m = simple('wire', (.70, .62, .48), .22, 1.0)
    for x, y, a in ((.98, -1.50, .6), (1.20, -1.36, 2.4)):
        p = [(-.11, .032), (.09, .032), (.125, .03), (.135, 0), (.125, -.03), (.09, -.032), (-.10, -.032), (-.14, -.03), (-.148, .012), (-.135, .05), (-.09, .054), (.05, .054)]
        tube('clip', [(u, v, .012 + .003 * (i > 8)) for i, (u, v) in enumerate(p)], .0062, m, loc=(x, y, 0), rz=a)


def build_intruder(loc, rz):
    """A crumpled sweet wrapper: a sheet folded by many random creases, glossy print outside, foil inside."""
    rng = random.Random(21); nx, ny, w, h = 210, 145, 1.16, .76; folds = [(rng.uniform(0, math.pi), rng.uniform(-.42, .42), rng.uniform(.18, .50) * rng.choice((-1, 1, 1))) for _ in range(24)]; v = []
    for j in range(ny + 1):
        for i in range(nx + 1):
            x, y = w * (i / nx - .5), h * (j / ny - .5); z = dx = dy = 0
            for a, c, k in folds: d = x * math.cos(a) + y * math.sin(a) - c * .8; t = abs(d); z += k * (t - .12) * .55; dx -= k * k * d * math.cos(a) * .24; dy -= k * k * d * math.sin(a) * .24
            for s, k in ((5, .10), (11, .05), (23, .02)): z += k * abs(mn.noise(V3((x * s, y * s, 4.4)))); dx += .5 * k * mn.noise(V3((x * s, y * s, 8.1))); dy += .5 * k * mn.noise(V3((x * s, y * s, 1.3)))
            v.append([x + dx, y + dy + .04 * math.sin(5 * x), z])
    zs = sorted(p[2] for p in v); lo = zs[0]
    for p in v: p[2] = .008 + (p[2] - lo) * min(.75, .27 / (zs[-1] - lo))
    k = nx + 1; f = [(j * k + i, j * k + i + 1, (j + 1) * k + i + 1, (j + 1) * k + i) for j in range(ny) for i in range(nx)]
    m, n = material('wrapper'); uvx = n.new('Attribute', attribute_name='u').outputs['Fac']; uvy = n.new('Attribute', attribute_name='v').outputs['Fac']
    stripe = n.math('LESS_THAN', n.math('FRACT', n.math('MULTIPLY', n.math('ADD', uvx, n.math('MULTIPLY', uvy, .5)), 4.0)), .22); band = n.math('GREATER_THAN', n.math('ABSOLUTE', n.math('SUBTRACT', uvy, .5)), .36)
    c = n.mix(stripe, (.42, .022, .020), (.80, .66, .42)); c = n.mix(band, c, (.66, .63, .58)); c = n.mix(n.new('NewGeometry').outputs['Backfacing'], c, (.78, .78, .79))
    n.set(Base_Color=c, Metallic=n.math('MAXIMUM', n.math('MULTIPLY', band, .9), n.math('MAXIMUM', n.new('NewGeometry').outputs['Backfacing'], .35)), Roughness=.16, Clearcoat=.8)
    o = mesh('intruder', v, f, m, loc=loc, rz=rz)
    for nm, vals in (('u', [i / nx for j in range(ny + 1) for i in range(nx + 1)]), ('v', [j / ny for j in range(ny + 1) for i in range(nx + 1)])): o.data.attributes.new(nm, 'FLOAT', 'POINT').data.foreach_set('value', vals)
    o.data.auto_smooth_angle = .35; return o


# ---------------------------------------------------------------- light, camera, render
def area(name, loc, target, sx, sy, power, col):
    l = bpy.data.lights.new(name, 'AREA'); l.shape = 'RECTANGLE'; l.size, l.size_y, l.energy, l.color = sx, sy, power, col; o = bpy.data.objects.new(name, l); sc.collection.objects.link(o)
    o.location = loc; o.rotation_euler = (Vector(target) - o.location).to_track_quat('-Z', 'Y').to_euler()

def build_light():
    area('window_a', (-7.0, 2.6, 4.3), (0, .2, 0), 1.5, 2.4, 860, (1, .965, .92)); area('window_b', (-7.0, .6, 4.3), (0, -.2, 0), 1.5, 2.4, 430, (.97, .98, 1.0))
    w = bpy.data.worlds.new('w'); sc.world = w; w.use_nodes = True; t = w.node_tree   # room: brighter towards the window, smooth (so low noise)
    tc, sp, rp = (t.nodes.new('ShaderNode' + k) for k in ('TexCoord', 'SeparateXYZ', 'ValToRGB')); t.links.new(tc.outputs['Generated'], sp.inputs[0]); mr = t.nodes.new('ShaderNodeMapRange'); mr.inputs[1].default_value = -1; t.links.new(sp.outputs[0], mr.inputs[0])
    rp.color_ramp.elements[0].color = (.62, .70, .82, 1); rp.color_ramp.elements[1].color = (.20, .185, .17, 1); t.links.new(mr.outputs[0], rp.inputs[0]); t.links.new(rp.outputs[0], t.nodes['Background'].inputs[0]); t.nodes['Background'].inputs[1].default_value = .55

def build_camera():
    c = bpy.data.cameras.new('cam'); c.lens = 55; o = bpy.data.objects.new('cam', c); sc.collection.objects.link(o); o.location = (.15, -.35, 9.4); o.rotation_euler = (Vector((.15, 0, 0)) - o.location).to_track_quat('-Z', 'Y').to_euler(); sc.camera = o
    if FSTOP: c.dof.use_dof = True; c.dof.focus_distance = o.location.z - .08; c.dof.aperture_fstop = FSTOP / 10; c.dof.aperture_blades = 8   # 1 unit = 10 cm

def setup_render():
    sc.render.engine = 'CYCLES'; c = sc.cycles; c.device = 'CPU'; c.samples = SAMPLES; c.use_denoising = False; c.seed = SEED; c.use_adaptive_sampling = False
    c.max_bounces = 5; c.diffuse_bounces = 2; c.transparent_max_bounces = 8; c.caustics_reflective = c.caustics_refractive = False; c.sample_clamp_indirect = 3; c.sample_clamp_direct = 20
    sc.render.resolution_x, sc.render.resolution_y = RES; sc.render.filepath = OUT; sc.render.threads_mode = 'FIXED'; sc.render.threads = 2
    sc.view_settings.view_transform = 'Filmic'; sc.view_settings.look = 'Medium High Contrast'; sc.view_settings.exposure = .40
    if BORDER: r = sc.render; r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))

def as_mask(keep):
    """White object on black: every other material black, no light, no tone curve."""
    white, black = emission('white_mask', 1), emission('black_mask', 0)
    for o in sc.objects:
        if o.type in ('MESH', 'CURVE'):
            for i in range(len(o.data.materials)): o.data.materials[i] = white if o == keep else black
        if o.name.startswith('lens'): o.hide_render = True
    sc.world.node_tree.nodes['Background'].inputs[1].default_value = 0; sc.view_settings.view_transform = 'Standard'; sc.view_settings.look = 'None'; sc.cycles.samples = min(SAMPLES, 32); sc.render.image_settings.color_mode = 'BW'


t0 = time.time(); bpy.ops.wm.read_factory_settings(use_empty=True); sc = bpy.context.scene; setup_render(); build_light(); build_camera()
build_desk(); build_papers(); build_notebook((-1.66, .26, .001), .10); build_cup((.93, 1.10, .012)); build_glasses((-.33, -.95, .03), .32)
build_pencil((-2.74, -1.22), .17, simple('yellow', (.72, .36, .03), .28, Clearcoat=.5), roll=.2); build_pencil((-2.42, -1.56), .03, simple('blue', (.03, .075, .13), .3, Clearcoat=.5), 1.55, .5)
lf, st = leaf_material(), simple('stem', (.16, .10, .055), .6, 0, .4, 60)
build_sprig((-3.25, 1.55, .27), .12, 2.5, .10, 4, lf, st, big=.44); build_sprig((-3.2, 1.95, .16), .10, 3.1, -.30, 9, lf, st, big=.40); build_sprig((-3.15, 1.25, .30), -.75, 1.25, .2, 15, lf, st, big=.30); build_clips()
if VARIANT != 'clean':
    it = build_intruder((1.56, -.66, .004), .42)
    if VARIANT == 'shadow-only': it.visible_camera = False
    if VARIANT == 'mask-intruder': as_mask(it)
t1 = time.time(); render_to(sc, OUT); print('BUILD %.1f RENDER %.1f' % (t1 - t0, time.time() - t1))
