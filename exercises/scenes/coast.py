# Coast: headland with lighthouse. Run: blender -b -P coast.py     1 unit = 1 m
# Env: RES_X RES_Y SAMPLES SEED OUT, BORDER, SUN=low|noon, CAMERA=shore|point, TILT
#   CAMERA=shore: 30 mm, from the rocks, open horizon at left.  CAMERA=point: 60 mm, near the headland, lighthouse large.
#   TILT: degrees of camera roll about the optical axis (= picture centre); positive: the horizon falls to the right.
#   OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py.
#   BORDER=x0,x1,y0,y1 (fractions, y from below): render this region only.  TIME_LIMIT: seconds, 0 = none (stops before SAMPLES).
import bpy, bmesh, math, os, random, subprocess, sys, time
try: import numpy as np
except ImportError:   # Debian's Blender may lack numpy: borrow it from the python3 on the PATH (same 3.11 ABI)
    sys.path.append(subprocess.check_output(['python3', '-c', 'import numpy,os;print(os.path.dirname(os.path.dirname(numpy.__file__)))'], text=True).strip())
    import numpy as np
from mathutils import Vector, Quaternion
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _passes import render_to

ENV = os.environ.get
RES = int(ENV('RES_X', 1200)), int(ENV('RES_Y', 800))
SAMPLES, SEED, OUT, BORDER = int(ENV('SAMPLES', 64)), int(ENV('SEED', 1)), ENV('OUT', os.path.join(os.getcwd(), 'coast.png')), ENV('BORDER', '')
TIME_LIMIT = float(ENV('TIME_LIMIT', 0))
TILT, SUN = math.radians(float(ENV('TILT', 0))), ENV('SUN', 'low')

VIEW = {  # camera place, direction, lens, half angle and nearest row of the sea mesh, foreground rocks: x, y, z, size, flatness
    'shore': dict(loc=(0, 0, 4.4), look=(.02, 1, -.05), lens=30, fan=40, near=5.0, rocks=[
        (7.6, 12.6, -.3, 4.0, .62), (11.5, 15.5, .3, 4.6, .72), (4.0, 10.2, -.75, 2.5, .55), (4.4, 15.2, -.85, 2.6, .60), (8.8, 19.5, -.5, 3.2, .62), (2.6, 13.0, -.7, 1.2, .7),
        (-5.4, 15.5, -.75, 1.9, .62), (-7.6, 17.6, -.5, 2.5, .60), (-3.6, 18.2, -.6, 1.1, .8), (-2.4, 12.2, -.42, 1.25, .62), (1.2, 21.5, -.7, 1.4, .7), (15.5, 27, -.6, 4.0, .62),
        (-11.5, 27, -.9, 2.3, .55), (6.5, 33, -.9, 2.2, .6), (13, 44, -1.0, 3.6, .55), (24, 55, -1.0, 5.0, .6), (-20, 60, -1.2, 2.8, .5)]),
    'point': dict(loc=(-46, 112, 5.6), look=(.652, .76, .020), lens=58, fan=25, near=18.0, rocks=[
        (-20, 142, -.4, 4.6, .60), (-15.5, 138, -.3, 3.4, .70), (-24, 147, -.8, 3.0, .55), (-14, 145.5, -.8, 2.4, .6), (-27, 137.5, -.7, 2.2, .6), (-10.5, 131, -.9, 2.6, .55),
        (0, 160, -.9, 3.2, .6), (6, 152, -1.0, 2.6, .55), (-4, 172, -.9, 2.6, .6), (16, 160, -.8, 3.6, .6), (-30, 176, -1.1, 2.4, .5)]),
}[ENV('CAMERA', 'shore')]
CAM, ROCKS = Vector(VIEW['loc']), VIEW['rocks']
LIGHT = {  # azimuth clockwise from the view direction (+Y), elevation, lamp strength, lamp colour, sky strength, exposure
    'low':  dict(az=-92, el=9, lamp=8.2, col=(1.0, 0.57, 0.28), sky=0.20, ev=.12, tint=(1.22, .88, .80), cloud=(1.0, 0.47, 0.27), look='Medium High Contrast'),
    'noon': dict(az=153, el=45, lamp=6.6, col=(1.0, 0.95, 0.87), sky=0.14, ev=0.50, tint=(.97, .97, 1.10), cloud=(1.0, 0.98, 0.95), look='Medium High Contrast'),
}[SUN]


# ---------------------------------------------------------------- noise (numpy, fixed tables)
_r = np.random.RandomState(11)
PERM = np.concatenate([_r.permutation(256)] * 3)
GRAD = _r.normal(size=(256, 3)); GRAD /= np.linalg.norm(GRAD, axis=1)[:, None]

def perlin(p):
    i = np.floor(p).astype(int); f = p - i; i &= 255
    w = f * f * f * (f * (f * 6 - 15) + 10)
    out = np.zeros(len(p))
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                h = PERM[PERM[PERM[i[:, 0] + dx] + i[:, 1] + dy] + i[:, 2] + dz]
                g = GRAD[h]; d = f - (dx, dy, dz)
                k = (w[:, 0] if dx else 1 - w[:, 0]) * (w[:, 1] if dy else 1 - w[:, 1]) * (w[:, 2] if dz else 1 - w[:, 2])
                out += k * np.einsum('ij,ij->i', g, d)
    return out * 1.5

def fbm(p, octaves=4, gain=0.5, ridged=False):
    s, a, tot = np.zeros(len(p)), 1.0, 0.0
    for o in range(octaves):
        n = perlin(p * 2.03 ** o + o * 17.3)
        s += a * ((1 - 2 * np.abs(n)) if ridged else n); tot += a; a *= gain
    return s / tot

JIT, TONE, TIP3 = _r.uniform(.08, .92, (256, 3)), _r.uniform(-1, 1, 256), _r.normal(size=(256, 3)) * .36

def blocks(p):
    """Voronoi blocks, each with its own offset and tilt: broken faces. Returns height, distance to the next joint, tone."""
    i = np.floor(p).astype(int); d1 = np.full(len(p), 9.0); d2 = d1.copy(); best = np.zeros(len(p), int); rel = np.zeros_like(p)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for dz in (-1, 0, 1):
                c = i + (dx, dy, dz); k = c & 255; h = PERM[PERM[PERM[k[:, 0]] + k[:, 1]] + k[:, 2]]; v = p - (c + JIT[h]); d = np.einsum('ij,ij->i', v, v)
                new = d < d1; d2 = np.where(new, d1, np.minimum(d2, d)); best = np.where(new, h, best); rel = np.where(new[:, None], v, rel); d1 = np.where(new, d, d1)
    return TONE[best] + np.einsum('ij,ij->i', rel, TIP3[best]), np.sqrt(d2) - np.sqrt(d1), TONE[(best * 7 + 3) & 255]

def xy(x, y, s, seed=0.0):
    return np.stack([x.ravel() / s, y.ravel() / s, np.full(x.size, seed)], 1)

def smooth(a, b, x):
    t = np.clip((x - a) / (b - a), 0, 1); return t * t * (3 - 2 * t)


# ---------------------------------------------------------------- mesh helpers
def add(name, me, m):
    o = bpy.data.objects.new(name, me); sc.collection.objects.link(o)
    if m: me.materials.append(m)
    return o

def shade_smooth(me):
    me.polygons.foreach_set('use_smooth', [True] * len(me.polygons)); me.update()

def get_co(me):
    a = np.empty(len(me.vertices) * 3); me.vertices.foreach_get('co', a); return a.reshape(-1, 3)

def get_no(me):
    me.update(); a = np.empty(len(me.vertices) * 3); me.vertices.foreach_get('normal', a); return a.reshape(-1, 3)

def set_co(me, co):
    me.vertices.foreach_set('co', co.ravel()); me.update()

def grid_mesh(name, X, Y, Z):
    n, k = X.shape
    me = bpy.data.meshes.new(name)
    idx = np.arange(n * k).reshape(n, k)
    f = np.stack([idx[:-1, :-1], idx[:-1, 1:], idx[1:, 1:], idx[1:, :-1]], -1).reshape(-1, 4)
    me.vertices.add(n * k); set_co(me, np.stack([X, Y, Z], -1).reshape(-1, 3))
    me.loops.add(f.size); me.loops.foreach_set('vertex_index', f.ravel())
    me.polygons.add(len(f)); me.polygons.foreach_set('loop_start', np.arange(0, f.size, 4)); me.polygons.foreach_set('loop_total', np.full(len(f), 4))
    me.update(calc_edges=True); return me

def float_attr(me, name, v):
    a = me.attributes.new(name, 'FLOAT', 'POINT'); a.data.foreach_set('value', np.asarray(v, dtype=np.float32))

def voxel(o, size):
    md = o.modifiers.new('v', 'REMESH'); md.mode = 'VOXEL'; md.voxel_size = size
    dg = bpy.context.evaluated_depsgraph_get(); me = bpy.data.meshes.new_from_object(o.evaluated_get(dg))
    o.modifiers.clear(); o.data = me; return me

def solid_below(me, z):
    bm = bmesh.new(); bm.from_mesh(me)
    e = [e for e in bm.edges if e.is_boundary]
    r = bmesh.ops.extrude_edge_only(bm, edges=e)
    for v in [g for g in r['geom'] if isinstance(g, bmesh.types.BMVert)]: v.co.z = z
    bmesh.ops.holes_fill(bm, edges=[e for e in bm.edges if e.is_boundary])
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces); bm.to_mesh(me); bm.free()

def weather(me, size, amp, strata=0.0, seed=0.0, scales=(1, .40, .16), calm=None, joints=.40, clefts=.9):
    """Displace along normals: large forms, tilted beds, jointed blocks, cracks, grain. Stores `tint` and `joint` for the shader."""
    co, no = get_co(me), get_no(me); s = np.array([seed, seed * .7, -seed]); quiet = lambda co, no: 1.0 if calm is None else calm(co, no)
    big = fbm(co / size + s, 3)
    set_co(me, co + no * (quiet(co, no) * amp * np.sign(big) * np.abs(big) ** .8)[:, None] if calm else co + no * (amp * np.sign(big) * np.abs(big) ** .8)[:, None])
    co, no = get_co(me), get_no(me); k = quiet(co, no)
    side = 1 - np.abs(no[:, 2]) * .70
    t = co[:, 2] + .28 * co[:, 0] + .12 * co[:, 1] + fbm(co / size * .6 + s, 2) * size * .25
    row = lambda r, q: perlin(np.stack([t / (size * r), co[:, 0] / size * .5 + q, co[:, 1] / size * .5], 1))
    ledge = lambda v, e: np.sign(v) * np.abs(v) ** e
    lay = ledge(row(.17, seed), .45) + .45 * ledge(row(.055, seed + 3), .6) - 1.1 * np.clip(1 - np.abs(row(.11, seed + 7)) / .10, 0, 1)
    q = np.stack([co[:, 0], co[:, 1], t * 1.5], 1) / (size * .30) + .22 * np.stack([fbm(co / (size * .22) + s + o, 3) for o in (0, 5, 9)], 1) + s
    d, tint, joint = strata * lay * side, 0, 0
    for f in scales:
        h, e, tone = blocks(q / f); d = d + amp * joints * f ** .80 * (h - .7 * np.clip(1 - e / .06, 0, 1)); tint = tint + tone * f ** .4; joint = np.maximum(joint, np.clip(1 - e / .10, 0, 1) * (.5 + .5 * f))
    crack = np.clip(fbm(co / (size * .45) * (1, 1, .45) + s, 4, .55, True) - .38, 0, 1)
    set_co(me, co + no * (k * (d - amp * clefts * crack ** 1.3 + amp * .16 * fbm(co / (size * .10) + s, 5, .62)))[:, None])
    float_attr(me, 'tint', tint / 2); float_attr(me, 'joint', joint * k); shade_smooth(me)


# ---------------------------------------------------------------- node helpers
class N:
    def __init__(self, tree): self.t = tree
    def new(self, kind, **kw):
        n = self.t.nodes.new('ShaderNode' + kind)
        for k, v in kw.items():
            if k[0] == '_': n.inputs[int(k[1:])].default_value = v
            elif hasattr(n, k): setattr(n, k, v)
            else: n.inputs[k.replace('_', ' ')].default_value = v
        return n
    def link(self, a, b): self.t.links.new(a, b)
    def _in(self, n, i, v):
        if isinstance(v, bpy.types.NodeSocket): self.link(v, n.inputs[i])
        else: n.inputs[i].default_value = v
    def math(self, op, a, b=0.0, clamp=False):
        n = self.new('Math', operation=op, use_clamp=clamp); self._in(n, 0, a); self._in(n, 1, b); return n.outputs[0]
    def vmath(self, op, a, b=(0, 0, 0)):
        n = self.new('VectorMath', operation=op); self._in(n, 0, a); self._in(n, 1, b); return n.outputs[1 if op == 'DOT_PRODUCT' else 0]
    def scale(self, v, f):
        n = self.new('VectorMath', operation='SCALE'); self._in(n, 0, v); self._in(n, 3, f); return n.outputs[0]
    def noise(self, vec, scale, detail=6, rough=.55, dist=0.0, out='Fac'):
        n = self.new('TexNoise', Scale=scale, Detail=detail, Roughness=rough, Distortion=dist); self.link(vec, n.inputs['Vector']); return n.outputs[out]
    def step(self, v, a, b, lo=0.0, hi=1.0):
        n = self.new('MapRange', interpolation_type='SMOOTHSTEP'); self._in(n, 0, v)
        for i, x in zip((1, 2, 3, 4), (a, b, lo, hi)): n.inputs[i].default_value = x
        return n.outputs[0]
    def ramp(self, f, *stops):
        n = self.new('ValToRGB'); e = n.color_ramp.elements
        while len(e) < len(stops): e.new(.5)
        for el, (p, c) in zip(e, stops): el.position = p; el.color = (*c, 1)
        self.link(f, n.inputs[0]); return n.outputs[0]
    def mix(self, f, a, b, mode='MIX'):
        n = self.new('MixRGB', blend_type=mode); self._in(n, 0, f)
        for i, v in ((1, a), (2, b)):
            if isinstance(v, tuple): v = (*v, 1)
            self._in(n, i, v)
        return n.outputs[0]
    def sky(self, vec):
        """Nishita sky for a direction; at low sun the greenish horizon band is pulled towards peach."""
        n = self.new('TexSky', sky_type='NISHITA', sun_disc=False, sun_elevation=math.radians(LIGHT['el']), sun_rotation=math.radians(LIGHT['az']),
                     altitude=10, air_density=1.0, dust_density=1.4 if SUN == 'low' else .4, ozone_density=1.2)
        self.link(vec, n.inputs[0]); z = self.new('SeparateXYZ'); self.link(vec, z.inputs[0])
        low = self.step(z.outputs[2], .0, .34, 1.0, 0.0)
        return self.mix(low, n.outputs[0], self.mix(1.0, n.outputs[0], LIGHT['tint'], 'MULTIPLY'))

def material(name):
    m = bpy.data.materials.new(name); m.use_nodes = True
    return m, N(m.node_tree), m.node_tree.nodes['Principled BSDF']

def haze(m, dist, most):
    """Aerial perspective: mix towards the sky colour just above the horizon in the viewing direction."""
    n = N(m.node_tree); out = m.node_tree.nodes['Material Output']; surf = out.inputs[0].links[0].from_socket
    d = n.new('CameraData').outputs['View Distance']
    f = n.math('MULTIPLY', n.math('SUBTRACT', 1, n.math('EXPONENT', n.math('DIVIDE', d, -dist))), most)
    f = n.math('MULTIPLY', f, n.new('LightPath').outputs['Is Camera Ray'])
    v = n.vmath('MULTIPLY', n.new('NewGeometry').outputs['Incoming'], (-1, -1, 0))
    s = n.sky(n.vmath('ADD', v, (0, 0, .035)))
    e = n.new('Emission', Strength=LIGHT['sky']); n.link(s, e.inputs[0])
    mx = n.new('MixShader'); n.link(f, mx.inputs[0]); n.link(surf, mx.inputs[1]); n.link(e.outputs[0], mx.inputs[2]); n.link(mx.outputs[0], out.inputs[0])


# ---------------------------------------------------------------- materials
def rock_material(name, size, cliff=False):
    m, n, b = material(name)
    pos = n.new('NewGeometry').outputs['Position']; nz = n.new('SeparateXYZ'); n.link(n.new('NewGeometry').outputs['Normal'], nz.inputs[0]); up = nz.outputs[2]
    z = n.new('SeparateXYZ'); n.link(pos, z.inputs[0]); z = z.outputs[2]; A = lambda k: n.new('Attribute', attribute_name=k).outputs['Fac']; half = lambda v: n.math('SUBTRACT', v, .5)
    blot = n.math('ADD', n.noise(pos, .5 / size, 9, .62, .4), n.math('MULTIPLY', A('tint'), .085))
    base = n.ramp(blot, (.30, (.040, .036, .034)), (.45, (.105, .092, .080)), (.58, (.185, .160, .132)), (.76, (.31, .275, .23)))
    lay = n.vmath('DOT_PRODUCT', n.vmath('ADD', pos, n.scale(n.noise(pos, .4 / size, 3, out='Color'), size * .5)), (.28, .12, 1.0))
    c = n.new('CombineXYZ'); n.link(n.math('DIVIDE', lay, size * (.34 if cliff else .22)), c.inputs[0]); bed = n.noise(c.outputs[0], 1.0, 6, .72)
    base = n.mix(.80 if cliff else .55, base, n.ramp(bed, (.30, (.40, .36, .35)), (.41, (.95, .80, .66)), (.47, (.62, .60, .60)), (.56, (1.12, 1.04, .94)), (.64, (.80, .62, .48)), (.74, (1.45, 1.33, 1.14))), 'MULTIPLY')
    fine = n.noise(pos, 11 / size, 12, .74)
    base = n.mix(.75, base, n.ramp(fine, (.34, (.25, .25, .26)), (.5, (.95, .94, .93)), (.68, (1.6, 1.57, 1.5))), 'MULTIPLY')
    base = n.mix(n.math('MULTIPLY', A('joint'), .72), base, (.018, .016, .015))
    vo = n.new('TexVoronoi', feature='DISTANCE_TO_EDGE', Scale=2.6 / size * (2.2 if cliff else 1)); n.link(n.vmath('ADD', n.vmath('MULTIPLY', pos, (1, 1, 1.6)), n.scale(n.noise(pos, 2.4 / size, 6, .65, out='Color'), size * .30)), vo.inputs['Vector'])
    hair = n.math('MULTIPLY', n.step(vo.outputs[0], .030, .004), n.step(n.noise(pos, .9 / size, 4), .44, .58)); base = n.mix(n.math('MULTIPLY', hair, .75), base, (.016, .014, .013))
    lich = n.math('MULTIPLY', n.step(n.noise(pos, 2.2 / size, 8, .7), .55, .64), n.step(up, .1, .6)); spot = n.math('MULTIPLY', n.step(n.noise(pos, 6.5 / size, 9, .72), .60, .66), n.step(n.noise(pos, .8 / size, 3), .42, .58))
    base = n.mix(n.math('MULTIPLY', lich, .50), base, (.27, .255, .20)); base = n.mix(n.math('MULTIPLY', spot, .55), base, (.36, .235, .060) if not cliff else (.30, .27, .19))
    if cliff:
        stain = n.noise(n.vmath('MULTIPLY', pos, (1, 1, .10)), .42, 8, .68); base = n.mix(.60, base, n.ramp(stain, (.36, (.42, .40, .40)), (.50, (1, 1, 1)), (.68, (1.30, 1.26, 1.18))), 'MULTIPLY')
        scree = n.math('MULTIPLY', n.step(n.math('ADD', up, n.math('MULTIPLY', half(n.noise(pos, .5, 7, .7)), .5)), .42, .62), n.step(z, 13, 6)); base = n.mix(n.math('MULTIPLY', scree, .60), base, n.ramp(n.noise(pos, 2.4, 10, .78), (.36, (.09, .082, .075)), (.62, (.34, .31, .27))))
    jag = n.math('ADD', z, n.math('MULTIPLY', half(n.noise(pos, .9 / min(size, 3), 6, .65)), 2.0 if cliff else .9))
    band = n.step(jag, 5.4 if cliff else 1.55, 3.0 if cliff else .80); base = n.mix(n.math('MULTIPLY', band, .62), base, n.mix(1.0, base, (.34, .34, .33), 'MULTIPLY'))   # black lichen above the tide
    wet = n.step(jag, 3.4 if cliff else .80, 1.6 if cliff else .40); weed = n.math('MULTIPLY', wet, n.step(n.noise(pos, 3.2 / min(size, 3), 7, .7), .50, .62))
    base = n.mix(n.math('MULTIPLY', wet, .80), base, n.mix(1.0, base, (.36, .35, .34), 'MULTIPLY')); base = n.mix(n.math('MULTIPLY', weed, .55), base, (.030, .032, .010))
    rough = n.math('ADD', n.step(wet, 0, 1, .90, .34), n.math('MULTIPLY', half(fine), .25))
    if cliff:
        g = n.math('MULTIPLY', n.step(n.math('ADD', up, n.math('MULTIPLY', half(n.noise(pos, .22, 9, .72)), .95)), .56, .70), n.step(n.math('ADD', z, n.math('MULTIPLY', half(n.noise(pos, .12, 5)), 9)), 8.5, 12.5))
        gc = n.ramp(n.noise(pos, .24, 12, .74), (.32, (.026, .040, .012)), (.46, (.062, .080, .022)), (.58, (.115, .110, .036)), (.70, (.20, .165, .070))); gc = n.mix(.7, gc, n.ramp(n.noise(pos, 3.5, 6, .8), (.34, (.35, .38, .32)), (.60, (1.25, 1.2, 1.1))), 'MULTIPLY')
        base = n.mix(g, base, gc)
    n.link(base, b.inputs['Base Color']); n.link(rough, b.inputs['Roughness']); b.inputs['Specular'].default_value = .35
    h = n.math('SUBTRACT', n.math('ADD', n.noise(pos, 2.2 / size, 12, .66, .3), n.math('MULTIPLY', fine, .50)), n.math('MULTIPLY', hair, .22))
    bp = n.new('Bump', Strength=1.0, Distance=size * (.14 if cliff else .12)); n.link(h, bp.inputs['Height'])
    if not cliff:
        pit = n.new('TexVoronoi', Scale=60 / size); n.link(n.vmath('ADD', pos, n.scale(n.noise(pos, 30 / size, 3, out='Color'), .03 * size)), pit.inputs['Vector'])
        b2 = n.new('Bump', Strength=.55, Distance=size * .012); n.link(n.math('ADD', pit.outputs[0], n.noise(pos, 50 / size, 8, .7)), b2.inputs['Height']); n.link(bp.outputs[0], b2.inputs['Normal']); bp = b2
    n.link(bp.outputs[0], b.inputs['Normal'])
    haze(m, 3600, .95); return m

def sea_material():
    m, n, b = material('sea')
    geo = n.new('NewGeometry'); pos = geo.outputs['Position']; d = n.new('CameraData').outputs['View Distance']
    A = lambda k: n.new('Attribute', attribute_name=k).outputs['Fac']
    # ripples below the mesh resolution: perturb the normal directly, so that far pixels average to a rough sea
    near = n.step(d, 8, 160, 1.0, .35)
    rip = n.vmath('SUBTRACT', n.noise(n.vmath('MULTIPLY', pos, (.8, 1.5, 1)), 2.6, 4, .6, .3, 'Color'), (.5, .5, .5))
    mid = n.vmath('SUBTRACT', n.noise(n.vmath('MULTIPLY', pos, (.7, 1.4, 1)), .42, 5, .62, .2, 'Color'), (.5, .5, .5))
    cap = n.vmath('SUBTRACT', n.noise(n.vmath('MULTIPLY', pos, (.8, 1.3, 1)), 9.5, 4, .62, .5, 'Color'), (.5, .5, .5))
    gust = n.step(n.noise(n.vmath('MULTIPLY', pos, (.35, 1, 1)), .012, 4, .6), .35, .68, .45, 1.25)
    pert = n.vmath('ADD', n.vmath('ADD', n.scale(rip, n.math('MULTIPLY', near, .90)), n.scale(cap, n.step(d, 6, 90, .42, .10))), n.scale(mid, n.step(d, 10, 200, .20, 1.0)))
    pert = n.vmath('MULTIPLY', n.scale(pert, gust), (1, 1, 0))
    nrm = n.vmath('NORMALIZE', n.vmath('ADD', geo.outputs['Normal'], pert))
    shallow = n.math('MINIMUM', n.math('ADD', A('shallow'), n.math('MULTIPLY', n.math('MULTIPLY', A('foam'), A('foam')), n.step(n.noise(pos, .8, 6, .6), .35, .6, .1, .8))), 1.4)
    col = n.mix(shallow, (.006, .026, .036), (.020, .085, .082))
    n.link(col, b.inputs['Base Color']); n.link(nrm, b.inputs['Normal'])
    b.inputs['Specular'].default_value = .27; n.link(n.step(d, 5, 400, .06, .16), b.inputs['Roughness'])
    # lace-like foam
    w = n.vmath('ADD', pos, n.scale(n.noise(pos, .7, 3, out='Color'), 1.3))
    thin = lambda k, lo, hi: n.step(n.math('ABSOLUTE', n.math('SUBTRACT', n.noise(w, k, 7, .58, .6), .5)), hi, lo)
    lace = n.math('ADD', n.math('MAXIMUM', thin(.55, .004, .070), n.math('MULTIPLY', thin(1.5, .004, .075), .85)), n.math('MULTIPLY', thin(4.2, .004, .09), .5))
    f = A('foam')
    core = n.math('ADD', n.math('MULTIPLY', n.math('POWER', f, 2.2), .42), n.math('MULTIPLY', n.step(f, .82, 1.0), n.step(n.noise(w, .9, 6, .62), .40, .62, .05, .40)))
    cover = n.math('SUBTRACT', n.math('ADD', core, n.math('MULTIPLY', lace, n.math('MULTIPLY', n.noise(pos, 2.3, 8, .70), .80))), n.math('ADD', .38, n.math('MULTIPLY', n.noise(pos, 5, 6, .66), .30)))
    cover = n.math('MULTIPLY', n.math('ADD', n.math('MULTIPLY', n.step(cover, -.04, .26), .45), n.math('MULTIPLY', n.step(cover, .08, .70), .55)), n.step(f, .05, .55))
    fo = n.new('BsdfDiffuse'); n.link(n.ramp(n.noise(pos, 9, 8, .75), (.34, (.30, .41, .44)), (.58, (.80, .81, .82))), fo.inputs[0])
    mx = n.new('MixShader'); n.link(n.math('MULTIPLY', cover, .93), mx.inputs[0]); n.link(b.outputs[0], mx.inputs[1]); n.link(fo.outputs[0], mx.inputs[2])
    n.link(mx.outputs[0], m.node_tree.nodes['Material Output'].inputs[0]); haze(m, 7000, .30 if SUN == 'low' else .55); return m

def plain(name, col, rough=.6, dirt=.25, scale=.8, metal=0.0):
    m, n, b = material(name); pos = n.new('NewGeometry').outputs['Position']
    t = n.noise(n.vmath('MULTIPLY', pos, (1, 1, .25)), scale, 8, .65)
    n.link(n.mix(dirt, col, n.ramp(t, (.3, tuple(c * .35 for c in col)), (.65, col))), b.inputs['Base Color'])
    b.inputs['Roughness'].default_value = rough; b.inputs['Metallic'].default_value = metal; haze(m, 1700, .95); return m


# ---------------------------------------------------------------- scene parts
TIP, END = np.array([26., 214.]), np.array([330., 120.])

def headland_height(x, y):
    d = (END - TIP); L = np.linalg.norm(d); d /= L; nrm = np.array([-d[1], d[0]])
    wx = fbm(xy(x, y, 42, 2.), 4).reshape(x.shape) * 26; wy = fbm(xy(x, y, 42, 9.), 4).reshape(x.shape) * 26
    u = ((x + wx - TIP[0]) * d[0] + (y + wy - TIP[1]) * d[1]) / L; v = (x + wx - TIP[0]) * nrm[0] + (y + wy - TIP[1]) * nrm[1]
    uc = np.clip(u, 0, 1); dist = np.sqrt(v ** 2 + (np.minimum(u, 0) * L) ** 2)
    cleft = fbm(xy(x, y, 21, 6.), 3, .5, True).reshape(x.shape); s = (11 + 62 * uc ** .9) - dist - 4.5 * smooth(.35, .85, cleft)
    top = 10.5 + 25 * uc ** .85 + 3.0 * fbm(xy(x, y, 30, 5.), 4).reshape(x.shape)
    h = top * smooth(-.5, 6.5, s) * (1 + .10 * smooth(0, 40, s)) + 3.4 * smooth(-12, 2, s) - 5 + 4 * smooth(-20, -6, s)
    flat = smooth(27, 13, np.hypot(x - 53, (y - 201) * 1.1)) * smooth(8, 13, h); h = h * (1 - flat) + 17.5 * flat   # level ground for the station
    for cx, cy, r, hh in ((8, 206, 6.5, 7.5), (-7, 214, 4.2, 4.2), (-2, 196, 3.2, 2.4), (44, 170, 5, 2.5)):
        q = np.hypot(x + wx * .25 - cx, (y + wy * .25 - cy) * .8); h = np.maximum(h, (hh + 5) * smooth(r * 1.5, r * .55, q) - 5)
    return h

def build_headland():
    X, Y = np.meshgrid(np.linspace(-30, 300, 331), np.linspace(60, 290, 231)); Z = headland_height(X, Y)
    me = grid_mesh('headland', X, Y, np.maximum(Z, -5)); solid_below(me, -7)
    o = add('headland', me, None); me = voxel(o, .46); weather(me, 12, 1.9, .85, 3.0, (1.5, .65, .30, .14), joints=.62, clefts=.35, calm=lambda co, no: 1 - .84 * smooth(.45, .80, no[:, 2]) * smooth(7, 12, co[:, 2]))
    me.materials.clear(); me.materials.append(rock_material('rock_far', 7, True)); return o

def boulder(rng, loc, size, flat, rot, m, vox=34, strata=.030):
    bm = bmesh.new()
    for _ in range(15):
        v = Vector((rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1))).normalized() * rng.uniform(.82, 1.08)
        v.z = max(min(v.z, .62), -.8); bm.verts.new(v)
    r = bmesh.ops.convex_hull(bm, input=bm.verts)
    bmesh.ops.delete(bm, geom=list(set(g for g in r['geom_interior'] + r['geom_unused'] if isinstance(g, bmesh.types.BMVert))), context='VERTS')
    me = bpy.data.meshes.new('boulder'); bm.to_mesh(me); bm.free(); o = add('boulder', me, None)
    me = voxel(o, 1 / vox); co = get_co(me); q = Quaternion((0, 0, 1), rot) @ Quaternion((1, 0, 0), rng.uniform(-.18, .18)) @ Quaternion((0, 1, 0), rng.uniform(-.22, .22))
    set_co(me, (co * (size, size * .8, size * flat)) @ np.array(q.to_matrix()).T + np.array(loc))
    weather(me, size * .9, size * .085, size * strata, rng.uniform(0, 30), (1.25, .55, .24, .10) if vox > 60 else (1.1, .45, .18)); me.materials.clear(); me.materials.append(m); return o

def build_rocks():
    rng = random.Random(5); m = rock_material('rock_near', 1.7)
    for x, y, z, s, f in ROCKS: boulder(rng, (x, y, z), s, f, rng.uniform(0, 6.28), m, (150 if s > 2.4 else 84) if math.hypot(x - CAM.x, y - CAM.y) < 45 else 56)
    for i in range(46):   # small stones wedged on and around the shelf
        x, y, z, s, f = rng.choice(ROCKS[:9]); a = rng.uniform(0, 6.28); r = s * rng.uniform(.75, 1.15)
        o = boulder(rng, (x + r * math.cos(a), y + r * math.sin(a) * .8, rng.uniform(-.25, .15)), rng.uniform(.18, .6), rng.uniform(.5, .8), rng.uniform(0, 6.28), m, 15)
        if VIEW['lens'] == 30 and i in (7, 17): bpy.data.objects.remove(o)   # these two hang over a trough

def wave_field(x, y, spacing, damp):
    """Sum of trochoidal waves; each fades out where the mesh gets too coarse for it."""
    rng = np.random.RandomState(4); dx = np.zeros_like(x); dy = np.zeros_like(x); dz = np.zeros_like(x); crest = np.zeros_like(x)
    for lam in np.geomspace(46, .55, 84):
        th = math.radians(-62) + rng.normal() * (.22 if lam > 18 else .55); k = 2 * math.pi / lam
        a = (.0068 if lam > 18 else .0060) * lam * rng.uniform(.5, 1.3); a *= .55 if lam > 28 else 1
        ph = rng.uniform(0, 6.28); w = np.clip((lam / spacing - 2.2) / 3, 0, 1) * (damp if lam > 4 else .4 + .6 * damp)
        arg = k * (x * math.cos(th) + y * math.sin(th)) + ph; c, s = np.cos(arg), np.sin(arg)
        dz += a * w * c; dx -= a * w * s * math.cos(th) * .9; dy -= a * w * s * math.sin(th) * .9; crest += k * a * w * c
    return dx, dy, dz, crest

def build_sea():
    head = math.atan2(VIEW['look'][0], VIEW['look'][1]); R = np.geomspace(VIEW['near'], 22000, 1150); T = head + np.radians(np.linspace(-VIEW['fan'], VIEW['fan'], 950)); r, t = np.meshgrid(R, T, indexing='ij')
    x, y = CAM.x + r * np.sin(t), CAM.y + r * np.cos(t)
    hl = np.full(x.shape, -5.0); box = (x > -40) & (x < 320) & (y > 50) & (y < 300); hl[box] = headland_height(x[box], y[box])
    shore = np.clip((hl + 5) / 3.6, 0, 1)
    for bx, by, bz, s, f in ROCKS:
        q = np.hypot(x - bx, (y - by) / .95) - s * .80; shore = np.maximum(shore, np.exp(-np.clip(q, 0, 50) / (.30 + .20 * s)))
    dx, dy, dz, crest = wave_field(x, y, r * .0075, 1 - .45 * shore)
    lap = .10 * shore * fbm(xy(x, y, 1.8, 4.), 3).reshape(x.shape)
    patch = fbm(xy(x, y * 1.5, 5.0, 1.), 4).reshape(x.shape); long = fbm(xy(x * .5, y, 16., 8.), 3).reshape(x.shape)
    foam = np.clip(smooth(.30, 1.05, shore + patch * .60), 0, 1) + .40 * smooth(.50, .85, crest + long * .5) * smooth(900, 60, r) + .35 * smooth(.1, .45, shore) * smooth(-.05, .3, long)
    me = grid_mesh('sea', x + dx, y + dy, dz + lap); shade_smooth(me)
    float_attr(me, 'foam', np.clip(foam, 0, 1).ravel()); float_attr(me, 'shallow', np.clip(shore * .9 + .25 * smooth(.1, .7, crest), 0, 1).ravel())
    add('sea', me, sea_material())

def build_far_cape():
    """A long hazy coast beyond the point, its foot in the sea."""
    head = math.atan2(VIEW['look'][0], VIEW['look'][1]); a, d = np.meshgrid(np.radians(np.linspace(-30, 3, 420)), np.linspace(6200, 8200, 40))
    X, Y = CAM.x + d * np.sin(head + a), CAM.y + d * np.cos(head + a); u = np.degrees(a)
    crest = 150 * smooth(-4.5, -17, u) ** 1.1 * (1 + .45 * fbm(xy(X, Y, 1500, 3.), 6).reshape(X.shape)) + 26 * smooth(-3.2, -5.2, u) * (1 + .5 * fbm(xy(X, Y, 400, 3.), 4).reshape(X.shape))
    ridge = crest * smooth(6200, 6420, d + 120 * fbm(xy(X, Y, 600, 1.), 4).reshape(X.shape)) ** .6 * smooth(8200, 7000, d) - 14 * smooth(-2.6, -2.2, u) - 1
    me = grid_mesh('far', X, Y, ridge); shade_smooth(me); m, n, b = material('far'); pos = n.new('NewGeometry').outputs['Position']
    n.link(n.ramp(n.noise(pos, .0035, 8, .7), (.35, (.05, .06, .035)), (.65, (.16, .14, .10))), b.inputs['Base Color']); b.inputs['Roughness'].default_value = 1; haze(m, 10500, .97); add('far_cape', me, m)

def lathe(name, prof, m, loc, seg=48):
    me = bpy.data.meshes.new(name); v = []; f = []
    for r, z in prof: v += [(r * math.cos(6.28319 * i / seg) + loc[0], r * math.sin(6.28319 * i / seg) + loc[1], z + loc[2]) for i in range(seg)]
    for j in range(len(prof) - 1): f += [(j * seg + i, j * seg + (i + 1) % seg, (j + 1) * seg + (i + 1) % seg, (j + 1) * seg + i) for i in range(seg)]
    me.from_pydata(v, [], f); shade_smooth(me); me.use_auto_smooth = True; me.auto_smooth_angle = .6; return add(name, me, m)

def box(name, c, s, m, rot=0.0):
    bpy.ops.mesh.primitive_cube_add(size=1, location=c, rotation=(0, 0, rot)); o = bpy.context.object; o.name = name; o.scale = s; o.data.materials.append(m); return o

def gable(c, s, roof_h, wall, roof, rot):
    me = bpy.data.meshes.new('house'); x, y, z = s[0] / 2, s[1] / 2, s[2]
    v = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0), (-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z), (-x, 0, z + roof_h), (x, 0, z + roof_h)]
    me.from_pydata(v, [], [(0, 1, 5, 4), (2, 3, 7, 6), (1, 2, 6, 9, 5), (3, 0, 4, 8, 7)]); o = add('house', me, wall); o.location = c; o.rotation_euler.z = rot
    e = .35; k = roof_h / y; me = bpy.data.meshes.new('roof')
    me.from_pydata([(-x - e, -y - e, z - e * k), (x + e, -y - e, z - e * k), (x + e, 0, z + roof_h), (-x - e, 0, z + roof_h), (x + e, y + e, z - e * k), (-x - e, y + e, z - e * k)], [], [(0, 1, 2, 3), (3, 2, 4, 5)])
    o = add('roof', me, roof); o.location = c; o.rotation_euler.z = rot; o.modifiers.new('s', 'SOLIDIFY').thickness = .2

def build_lighthouse():
    bpy.context.view_layer.update(); h = bpy.data.objects['headland']; px, py = 48, 203
    ok, p, _, _ = h.ray_cast(Vector((px, py, 90)), Vector((0, 0, -1))); z = p.z - .8
    white, dark, red = plain('whitewash', (.78, .76, .71), .75, .5, .7), plain('iron', (.035, .035, .04), .5), plain('red', (.31, .030, .020), .5, .4)
    lathe('tower', [(2.7, -1), (2.7, .9), (2.45, 1.0), (1.62, 11.6), (1.95, 11.9), (2.15, 12.1)], white, (px, py, z))
    lathe('band', [(2.085, 5.8), (1.905, 8.1)], red, (px, py, z)); lathe('gallery', [(1.5, 12.1), (2.35, 12.1), (2.35, 12.35), (1.2, 12.35)], dark, (px, py, z))
    for hz in (12.8, 13.3): lathe('rail', [(2.28, hz), (2.33, hz), (2.33, hz + .06), (2.28, hz + .06)], dark, (px, py, z))
    for i in range(16): box('post', (px + 2.3 * math.cos(i * .3927), py + 2.3 * math.sin(i * .3927), z + 12.85), (.06, .06, 1.0), dark)
    g, n, b = material('lantern'); b.inputs['Base Color'].default_value = (.10, .12, .13, 1); b.inputs['Roughness'].default_value = .08
    lathe('lantern', [(1.15, 12.35), (1.15, 14.2)], g, (px, py, z), 12)
    for i in range(12): box('mullion', (px + 1.17 * math.cos(i * .5236), py + 1.17 * math.sin(i * .5236), z + 13.3), (.07, .07, 1.9), dark)
    lathe('dome', [(1.45, 14.2), (1.4, 14.35), (1.0, 14.95), (.4, 15.4), (.14, 15.5), (.14, 16.0), (0, 16.1)], red, (px, py, z))
    for a, hz, w, t in ((-1.95, 3.4, .62, 1.05), (-1.95, 9.3, .55, .9), (-2.75, 6.9, .55, .9), (-1.2, 1.75, 1.0, 2.1)):   # last one: the door
        r = 2.45 - .0783 * (hz - 1); at = lambda q: (px + q * math.cos(a), py + q * math.sin(a), z + hz); box('reveal', at(r - .10), (.42, w + .26, t + .24), white, a); box('win', at(r - .02), (.34, w, t), dark, a)
    build_house(h, (px + 12.5, py - 5.5), -.16, white, dark)


def build_house(h, at, rot, white, dark):
    """Keeper's cottage: walls clear of the brow, sash windows with frames, door, chimneys."""
    ground = max(h.ray_cast(Vector((at[0] + dx, at[1] + dy, 90)), Vector((0, 0, -1)))[1].z for dx in (-4, 0, 4) for dy in (-3, -1, 2)) - .15
    d = math.hypot(at[0] - CAM.x, at[1] - CAM.y); sight = max((h.ray_cast(Vector((CAM.x + (at[0] - CAM.x) * t, CAM.y + (at[1] - CAM.y) * t, 90)), Vector((0, 0, -1)))[1].z - CAM.z) / (d * t) for t in np.linspace(.70, .985, 70)) * d + CAM.z
    z = max(ground, min(sight, ground + 1.2)); L, W, H = 10.5, 5.6, 3.3; c, s = math.cos(rot), math.sin(rot)
    at3 = lambda x, y, q: (at[0] + c * x - s * y, at[1] + s * x + c * y, z + q); slate = plain('slate', (.050, .052, .060), .62, .6, 2.2); frame = plain('frame', (.62, .60, .55), .5)
    gable((*at, z), (L, W, H), 2.5, white, slate, rot); box('plinth', at3(0, 0, -2), (L + .1, W + .1, 4.2), plain('plinth', (.16, .15, .14), .8), rot)
    for x in (-4.1, -1.9, 2.1, 4.2):
        box('frame', at3(x, -W / 2 - .01, 1.75), (1.15, .12, 1.55), frame, rot); box('pane', at3(x, -W / 2 - .05, 1.75), (.90, .10, 1.30), dark, rot); box('bar', at3(x, -W / 2 - .09, 1.75), (.92, .05, .09), frame, rot); box('bar', at3(x, -W / 2 - .09, 1.75), (.07, .05, 1.3), frame, rot)
    box('door', at3(.15, -W / 2 - .02, 1.05), (1.0, .12, 2.1), plain('door', (.05, .10, .13), .5), rot); box('pane', at3(-L / 2 - .02, -.2, 1.8), (.10, .9, 1.2), dark, rot)
    for x in (-L / 2 + .55, L / 2 - .55): box('chimney', at3(x, 0, H + 2.55), (.75, 1.0, 1.7), white, rot); box('cap', at3(x, 0, H + 3.45), (.9, 1.15, .14), dark, rot)
    wall = plain('wall', (.50, .48, .44), .85, .6, 1.2)   # yard wall, following the ground
    for i in range(26):
        x, y = 7.4 + i * .92, -1.5 + .55 * math.sin(i * .35); q = at3(x, y, 0); ok, p, _, _ = h.ray_cast(Vector((q[0], q[1], 90)), Vector((0, 0, -1)))
        if ok: box('wall', (q[0], q[1], p.z + .25), (1.0, .45, 1.5), wall, rot + .1 * math.cos(i * .9))


def build_world():
    w = bpy.data.worlds.new('w'); sc.world = w; w.use_nodes = True; n = N(w.node_tree); bg = w.node_tree.nodes['Background']
    dirv = n.new('TexCoord').outputs['Generated']; s = n.sky(dirv); sep = n.new('SeparateXYZ'); n.link(dirv, sep.inputs[0])
    zz = n.math('ADD', n.math('MAXIMUM', sep.outputs[2], 0), .11)
    c = n.new('CombineXYZ'); n.link(n.math('DIVIDE', sep.outputs[0], zz), c.inputs[0]); n.link(n.math('DIVIDE', sep.outputs[1], zz), c.inputs[1])
    mp = n.new('Mapping', _2=(0, 0, .45), _3=(.34, .95, 1)); n.link(c.outputs[0], mp.inputs[0]); v = mp.outputs[0]
    v = n.vmath('ADD', v, n.scale(n.noise(v, .9, 3, out='Color'), .55))
    wisp = n.step(n.noise(v, 1.5, 12, .63, .35), .40, .72); bank = n.step(n.noise(v, .42, 3, .5), .36, .58)
    sunv = sun_dir(); toward = n.math('POWER', n.math('MAXIMUM', n.vmath('DOT_PRODUCT', dirv, tuple(sunv)), 0), 2.5)
    f = n.math('MULTIPLY', n.math('MULTIPLY', wisp, bank), n.step(sep.outputs[2], .015, .16))
    lit = n.mix(1.0, n.mix(1.0, s, (1.12, 1.08, 1.05), 'MULTIPLY'), n.mix(n.step(toward, 0, 1), tuple(x * 1.4 for x in LIGHT['cloud']), tuple(x * 5.0 for x in LIGHT['cloud'])), 'ADD')
    out = n.mix(n.math('MULTIPLY', f, .85 if SUN == 'low' else .55), s, lit)
    if SUN == 'noon':
        q = n.vmath('MULTIPLY', dirv, (5.2, 5.2, 15.0)); q = n.vmath('ADD', q, n.scale(n.noise(q, 1.3, 4, out='Color'), .35)); puff = lambda off: n.noise(n.vmath('ADD', q, off), 1.15, 11, .54, 0.0)
        el = sep.outputs[2]; a = puff((0, 0, 0)); field = n.math('MULTIPLY', n.step(el, .012, .07), n.step(n.noise(n.vmath('MULTIPLY', dirv, (3, 3, 6)), .8, 2), .40, .60, -.10, .09))
        dens = n.step(n.math('ADD', a, field), .52, .62); relief = n.math('ADD', .60, n.math('MULTIPLY', n.math('SUBTRACT', a, puff((.13, -.11, .30))), 3.4), True)
        white = n.mix(relief, (3.4, 3.75, 4.3), (13.0, 12.8, 12.4)); out = n.mix(n.math('MULTIPLY', dens, n.step(el, .0, .11, .45, .95)), out, white)
    n.link(out, bg.inputs[0]); bg.inputs[1].default_value = LIGHT['sky']

def sun_dir():
    a, e = math.radians(LIGHT['az']), math.radians(LIGHT['el']); return Vector((math.sin(a) * math.cos(e), math.cos(a) * math.cos(e), math.sin(e)))

def build_light_and_camera():
    l = bpy.data.lights.new('sun', 'SUN'); l.energy = LIGHT['lamp']; l.color = LIGHT['col']; l.angle = math.radians(.6)
    o = bpy.data.objects.new('sun', l); sc.collection.objects.link(o); o.rotation_euler = sun_dir().to_track_quat('Z', 'Y').to_euler()
    c = bpy.data.cameras.new('cam'); c.lens = VIEW['lens']; c.clip_end = 40000; c.clip_start = .1; co = bpy.data.objects.new('cam', c); sc.collection.objects.link(co); co.location = CAM
    q = Vector(VIEW['look']).to_track_quat('-Z', 'Y') @ Quaternion((0, 0, 1), TILT)
    co.rotation_mode = 'QUATERNION'; co.rotation_quaternion = q; sc.camera = co

def setup_render():
    sc.render.engine = 'CYCLES'; c = sc.cycles; c.device = 'CPU'; c.samples = SAMPLES; c.use_denoising = False; c.seed = SEED
    c.max_bounces = 3; c.diffuse_bounces = 2; c.glossy_bounces = 2; c.caustics_reflective = False; c.caustics_refractive = False
    c.sample_clamp_indirect = 3; c.sample_clamp_direct = 12; c.use_adaptive_sampling = True; c.adaptive_threshold = .015; c.adaptive_min_samples = min(4, SAMPLES); c.use_auto_tile = False; c.time_limit = TIME_LIMIT
    sc.render.resolution_x, sc.render.resolution_y = RES; sc.render.filepath = OUT; sc.render.threads_mode = 'FIXED'; sc.render.threads = 2
    sc.view_settings.view_transform = 'Filmic'; sc.view_settings.look = LIGHT['look']; sc.view_settings.exposure = LIGHT['ev']
    if BORDER: r = sc.render; r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))


t0 = time.time(); bpy.ops.wm.read_factory_settings(use_empty=True); sc = bpy.context.scene
setup_render(); build_world(); build_light_and_camera()
build_headland(); build_rocks(); build_sea(); build_lighthouse()
if VIEW['lens'] > 40: build_far_cape()
t1 = time.time()
render_to(sc, OUT); print('BUILD %.1f RENDER %.1f' % (t1 - t0, time.time() - t1))
