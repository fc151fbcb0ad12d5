# Mesh and shader helpers of facade.py. Metres; the house front is the plane y = 0, x to the right, z up, the street at y < 0.
import bpy, math, random
import numpy as np
from mathutils import Vector

R = random.Random(5)
jit = lambda a: R.uniform(-a, a)


class Parts:
    """Geometry gathered by material; `build` makes one mesh of each."""
    def __init__(self): self.v, self.f = {}, {}

    def add(self, m, verts, faces):
        v = self.v.setdefault(m, []); k = len(v); v += [tuple(p) for p in verts]; self.f.setdefault(m, []).extend(tuple(i + k for i in f) for f in faces)

    def box(self, m, x0, x1, y0, y1, z0, z1, turn=0.0):
        v = [(x, y, z) for z in (z0, z1) for y in (y0, y1) for x in (x0, x1)]
        if turn:
            c, s, cx, cy = math.cos(turn), math.sin(turn), (x0 + x1) / 2, (y0 + y1) / 2; v = [(cx + c * (x - cx) - s * (y - cy), cy + s * (x - cx) + c * (y - cy), z) for x, y, z in v]
        self.add(m, v, [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)])

    def moulding(self, m, profile, x0, x1):
        """Profile of (y, z) points, drawn along x, ends closed."""
        n = len(profile); self.add(m, [(x, y, z) for x in (x0, x1) for y, z in profile], [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)] + [tuple(range(n))[::-1], tuple(range(n, 2 * n))])

    def quad(self, m, a, b, c, d): self.add(m, (a, b, c, d), [(0, 1, 2, 3)])

    def tube(self, m, path, r, seg=10, closed=False):
        """Round bar along a path; r one radius or one for each point."""
        P = [Vector(p) for p in path]; n = len(P); rs = r if isinstance(r, (list, tuple)) else [r] * n; rings = []; side = None
        for i, p in enumerate(P):
            t = ((P[(i + 1) % n] if closed or i < n - 1 else p) - (P[i - 1] if closed or i else p)).normalized()
            side = (side or (t.orthogonal())); side = (side - t * side.dot(t)); side = (side if side.length > 1e-6 else t.orthogonal()).normalized(); up = t.cross(side)
            rings += [p + (side * math.cos(2 * math.pi * k / seg) + up * math.sin(2 * math.pi * k / seg)) * rs[i] for k in range(seg)]
        f = [(i * seg + k, i * seg + (k + 1) % seg, (i + 1) % n * seg + (k + 1) % seg, (i + 1) % n * seg + k) for i in range(n if closed else n - 1) for k in range(seg)]
        if not closed: f += [tuple(range(seg))[::-1], tuple(range((n - 1) * seg, n * seg))]
        self.add(m, rings, f)

    def lathe(self, m, at, profile, seg=24):
        x, y, z = at; n = len(profile)
        self.add(m, [(x + r * math.cos(2 * math.pi * k / seg), y + r * math.sin(2 * math.pi * k / seg), z + h) for r, h in profile for k in range(seg)],
                 [(i * seg + k, i * seg + (k + 1) % seg, (i + 1) * seg + (k + 1) % seg, (i + 1) * seg + k) for i in range(n - 1) for k in range(seg)])

    def wall(self, m, x0, x1, z0, z1, holes, y=0.0, depth=.16, reveal=None):
        """Front with rectangular openings (x0, x1, z0, z1) and their reveals."""
        xs = sorted({x0, x1, *(v for h in holes for v in h[:2])}); zs = sorted({z0, z1, *(v for h in holes for v in h[2:4])})
        for a, b in zip(xs, xs[1:]):
            for c, d in zip(zs, zs[1:]):
                u, w = (a + b) / 2, (c + d) / 2
                if not any(h[0] < u < h[1] and h[2] < w < h[3] for h in holes): self.quad(m, (a, y, c), (b, y, c), (b, y, d), (a, y, d))
        for a, b, c, d in (h[:4] for h in holes):
            k, e = reveal or m, y + depth
            self.quad(k, (a, y, c), (a, y, d), (a, e, d), (a, e, c)); self.quad(k, (b, y, c), (b, e, c), (b, e, d), (b, y, d)); self.quad(k, (a, y, d), (b, y, d), (b, e, d), (a, e, d)); self.quad(k, (a, y, c), (a, e, c), (b, e, c), (b, y, c))

    def stones(self, m, x0, x1, y0, y1, lx, ly, z, joint=.008, bond=True, rough=.004, edge=.008, seed=1, slope=0.0):
        """Paving: rows along x of chamfered stones with small differences of size, height and tilt."""
        r = random.Random(seed); y = y0
        while y < y1 - .01:
            d = min(ly * r.uniform(.94, 1.06) if bond else ly, y1 - y); x = x0 - (r.uniform(.2, .8) * lx if bond else 0)
            while x < x1:
                w = lx * (r.uniform(.75, 1.25) if bond == 'sett' else 1); h = z + r.gauss(0, rough) + slope * (y - y0); a, b, c, e = x + joint / 2, x + w - joint / 2, y + joint / 2, y + d - joint / 2; tx, ty = r.gauss(0, rough * .6), r.gauss(0, rough * .6); q = edge
                if bond == 'sett': a += r.uniform(0, .006); c += r.uniform(0, .006); e -= r.uniform(0, .006)
                top = [(a + q, c + q, h - tx - ty), (b - q, c + q, h + tx - ty), (b - q, e - q, h + tx + ty), (a + q, e - q, h - tx + ty)]
                low = [(px, py, h - q - .001) for px, py in ((a, c), (b, c), (b, e), (a, e))]; base = [(px, py, z - .10) for px, py, _ in low]
                self.add(m, top + low + base, [(0, 1, 2, 3)] + [(i, 4 + i, 4 + (i + 1) % 4, (i + 1) % 4) for i in range(4)] + [(4 + i, 8 + i, 8 + (i + 1) % 4, 4 + (i + 1) % 4) for i in range(4)])
                x += w
            y += d

    def build(self, sc, mats, bevel=(), smooth=()):
        for m, v in self.v.items():
            me = bpy.data.meshes.new(m); me.from_pydata(v, [], self.f[m]); me.update(); o = bpy.data.objects.new(m, me); sc.collection.objects.link(o); me.materials.append(mats[m])
            if m in smooth: me.polygons.foreach_set('use_smooth', [True] * len(me.polygons)); me.use_auto_smooth = True; me.auto_smooth_angle = .75
            if m in bevel: b = o.modifiers.new('b', 'BEVEL'); b.width = bevel[m]; b.segments = 2; b.limit_method = 'ANGLE'; b.harden_normals = False


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
    def noise(self, vec, scale, detail=5, rough=.55, out='Fac'):
        n = self.new('TexNoise', Scale=scale, Detail=detail, Roughness=rough); self.link(vec, n.inputs['Vector']); return n.outputs[out]
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
        for i, v in ((1, a), (2, b)): self._in(n, i, (*v, 1) if isinstance(v, tuple) else v)
        return n.outputs[0]
    def position(self): return self.new('NewGeometry').outputs['Position']
    def island(self): return self.new('NewGeometry').outputs['Random Per Island']
    def image(self, img, vec):
        n = self.new('TexImage', extension='EXTEND'); n.image = img; self.link(vec, n.inputs[0]); return n.outputs[0]
    def bump(self, height, strength, distance):
        n = self.new('Bump', Strength=strength, Distance=distance); self.link(height, n.inputs['Height']); return n.outputs[0]


def material(name):
    m = bpy.data.materials.new(name); m.use_nodes = True; return m, N(m.node_tree), m.node_tree.nodes['Principled BSDF']

def surface(name, col, rough=.6, var=.15, grime=.35, scale=3.0, spec=.4, per=0.0, bump=0.0, streak=0.0, metal=0.0):
    """Weathered plain surface: blotches, grime, vertical streaks, difference from part to part."""
    m, n, b = material(name); pos = n.position(); c = tuple(col)
    blot = n.noise(pos, scale, 6, .6); k = n.math('ADD', 1 - var, n.math('MULTIPLY', blot, 2 * var)); shade = n.new('CombineXYZ')
    if per: k = n.math('MULTIPLY', k, n.math('ADD', 1 - per, n.math('MULTIPLY', n.island(), 2 * per)))
    for i in range(3): n.link(k, shade.inputs[i])
    base = n.mix(1.0, c, shade.outputs[0], 'MULTIPLY')
    if grime: base = n.mix(n.math('MULTIPLY', n.step(n.noise(pos, scale * .9 + 1.7, 8, .68), .50, .70), grime), base, tuple(x * .38 + .012 for x in c))
    if streak: base = n.mix(n.math('MULTIPLY', n.step(n.noise(n.vmath('MULTIPLY', pos, (9, 9, .55)), 1.0, 6, .65), .50, .72), streak), base, tuple(x * .40 + .01 for x in c))
    n.link(base, b.inputs['Base Color']); b.inputs['Specular'].default_value = spec; b.inputs['Metallic'].default_value = metal
    n.link(n.math('ADD', rough - .08, n.math('MULTIPLY', blot, .16)), b.inputs['Roughness'])
    if bump: n.link(n.bump(n.noise(pos, 42, 4, .6), bump, .01), b.inputs['Normal'])
    return m

def picture(name, a, linear=False):
    """numpy array h x w x 3 (row 0 on top, display-referred unless linear) -> Blender image."""
    h, w = a.shape[:2]; i = bpy.data.images.new(name, w, h, float_buffer=linear); i.colorspace_settings.name = 'Non-Color' if linear else 'sRGB'
    p = np.ones((h, w, 4), np.float32); p[..., :3] = a[::-1]; i.pixels.foreach_set(p.ravel()); i.pack() if not linear else None; return i
