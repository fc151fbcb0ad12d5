"""Mesh and node helpers of the breakfast scene (imported by breakfast.py inside Blender; units are metres)."""
import math
import bpy
import numpy as np
from mathutils import Vector


def link(o):
    bpy.context.scene.collection.objects.link(o)
    return o


def add(name, me, mat=None, loc=(0, 0, 0), rot=(0, 0, 0), smooth=.7):
    """Object from a mesh; smooth is the auto-smooth angle (None: flat)."""
    o = link(bpy.data.objects.new(name, me))
    o.location, o.rotation_euler = loc, rot
    if mat:
        me.materials.append(mat)
    if smooth:
        me.polygons.foreach_set('use_smooth', [True] * len(me.polygons))
        me.use_auto_smooth, me.auto_smooth_angle = True, smooth
    return o


def mesh(name, verts, faces, mat=None, uv=None, **kw):
    me = bpy.data.meshes.new(name)
    me.from_pydata([tuple(map(float, v)) for v in verts], [], [tuple(map(int, f)) for f in faces])
    me.update()
    if uv is not None:
        layer = me.uv_layers.new(name='UVMap')
        idx = np.empty(len(me.loops), np.int32)
        me.loops.foreach_get('vertex_index', idx)
        layer.data.foreach_set('uv', np.asarray(uv, np.float32)[idx].ravel())
    return add(name, me, mat, **kw)


def grid_faces(rows, cols, wrap=False):
    """Quads of a rows x cols vertex grid; wrap closes the columns."""
    out = []
    for j in range(rows - 1):
        for i in range(cols if wrap else cols - 1):
            k = (i + 1) % cols
            out.append((j * cols + i, j * cols + k, (j + 1) * cols + k, (j + 1) * cols + i))
    return out


def smooth_profile(pts, step=.0012):
    """Catmull-Rom through (r, z[, hard]) points, resampled finely: a lathe profile without facets."""
    p = np.array([q[:2] for q in pts], float)
    ext = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    out = []
    for i in range(1, len(ext) - 2):
        a, b, c, d = ext[i - 1:i + 3]
        n = max(2, int(np.linalg.norm(c - b) / step))
        t01, t12, t23 = (max(1e-6, np.linalg.norm(v)) ** .5 for v in (b - a, c - b, d - c))
        for t in np.arange(n) / n:                        # centripetal: no overshoot at tight bends
            u = t01 + t * t12
            a1 = a * (t01 - u) / t01 + b * u / t01
            a2 = b * (t01 + t12 - u) / t12 + c * (u - t01) / t12
            a3 = c * (t01 + t12 + t23 - u) / t23 + d * (u - t01 - t12) / t23
            b1 = a1 * (t01 + t12 - u) / (t01 + t12) + a2 * u / (t01 + t12)
            b2 = a2 * (t01 + t12 + t23 - u) / (t12 + t23) + a3 * (u - t01) / (t12 + t23)
            out.append(b1 * (t01 + t12 - u) / t12 + b2 * (u - t01) / t12)
    out.append(p[-1])
    out = np.array(out)
    out[:, 0] = np.maximum(out[:, 0], 0)
    return out


def lathe(name, pts, mat, seg=160, warp=None, step=.0012, **kw):
    """Turned body; warp(x, y, z) -> (x, y, z) makes it less than perfect."""
    prof = smooth_profile(pts, step)
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    r, z = prof[:, :1], prof[:, 1:]
    x, y, z = r * np.cos(a), r * np.sin(a), z + 0 * a
    if warp:
        x, y, z = warp(x, y, z)
    v = np.stack([x, y, z], -1).reshape(-1, 3)
    return mesh(name, v, grid_faces(len(prof), seg, True), mat, **kw)


def box(name, size, loc, mat, bevel=.003, rot=(0, 0, 0), segments=3):
    x, y, z = (s / 2 for s in size)
    v = [(sx * x, sy * y, sz * z) for sz in (-1, 1) for sy in (-1, 1) for sx in (-1, 1)]
    f = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    o = mesh(name, v, f, mat, loc=loc, rot=rot)
    b = o.modifiers.new('bevel', 'BEVEL')
    b.width, b.segments, b.limit_method = bevel, segments, 'ANGLE'
    return o


def tube(name, pts, radius, mat, radii=None, loc=(0, 0, 0), rot=(0, 0, 0), res=6):
    c = bpy.data.curves.new(name, 'CURVE')
    c.dimensions, c.bevel_depth, c.bevel_resolution, c.resolution_u, c.use_fill_caps = '3D', radius, res, 10, True
    s = c.splines.new('NURBS')
    s.points.add(len(pts) - 1)
    s.order_u, s.use_endpoint_u = 4, True
    for i, (q, p) in enumerate(zip(s.points, pts)):
        q.co, q.radius = (*p, 1), radii[i] if radii else 1
    c.materials.append(mat)
    o = link(bpy.data.objects.new(name, c))
    o.location, o.rotation_euler = loc, rot
    return o


def value_noise(shape, cells, rng):
    """Smooth noise image in -1..1: a coarse random lattice, interpolated with smoothstep."""
    h, w = shape
    g = rng.uniform(-1, 1, (cells + 2, cells + 2))
    def axis(n):
        t = np.linspace(0, cells, n, endpoint=False)
        i = t.astype(int)
        f = t - i
        return i, f * f * (3 - 2 * f)
    yi, yf = axis(h)
    xi, xf = axis(w)
    yf, xf = yf[:, None], xf[None]
    a, b = g[yi][:, xi], g[yi][:, xi + 1]
    c, d = g[yi + 1][:, xi], g[yi + 1][:, xi + 1]
    return (a * (1 - xf) + b * xf) * (1 - yf) + (c * (1 - xf) + d * xf) * yf


def image(name, rgb, data=False):
    """Blender image from an H x W x 3 linear array (row 0 at the bottom)."""
    h, w = rgb.shape[:2]
    im = bpy.data.images.new(name, w, h, float_buffer=True, is_data=data)
    if not data:
        im.colorspace_settings.name = 'Linear'
    px = np.ones((h, w, 4), np.float32)
    px[..., :3] = rgb
    im.pixels.foreach_set(px.ravel())
    im.pack()
    return im


class N:
    """Shorthand for one material's node tree."""

    def __init__(self, name):
        self.m = bpy.data.materials.new(name)
        self.m.use_nodes = True
        self.t = self.m.node_tree
        self.b = self.t.nodes['Principled BSDF']
        self.out = self.t.nodes['Material Output']

    def new(self, kind, **kw):
        n = self.t.nodes.new('ShaderNode' + kind)
        for k, v in kw.items():
            if hasattr(n, k):
                setattr(n, k, v)
            else:
                self.put(n.inputs[k.replace('_', ' ')], v)
        return n

    def put(self, sock, v):
        if isinstance(v, bpy.types.NodeSocket):
            self.t.links.new(v, sock)
        else:
            sock.default_value = (*v, 1) if isinstance(v, tuple) and sock.type == 'RGBA' else v

    def set(self, **kw):
        for k, v in kw.items():
            self.put(self.b.inputs[k.replace('_', ' ')], v)
        return self

    def math(self, op, a, b=0.0, clamp=False):
        n = self.new('Math', operation=op)
        n.use_clamp = clamp
        self.put(n.inputs[0], a)
        self.put(n.inputs[1], b)
        return n.outputs[0]

    def vec(self, op, a, b):
        n = self.new('VectorMath', operation=op)
        self.put(n.inputs[0], a)
        self.put(n.inputs[1], b)
        return n.outputs[0]

    def xyz(self, v):
        n = self.new('SeparateXYZ')
        self.put(n.inputs[0], v)
        return n.outputs

    def coord(self, scale=1.0, kind='Object', per_object=False):
        """Coordinates times scale; per_object shifts each object to its own place in the noise."""
        s = (scale,) * 3 if isinstance(scale, (int, float)) else scale
        v = self.vec('MULTIPLY', self.new('TexCoord').outputs[kind], s)
        if per_object:
            c = self.new('CombineXYZ')
            r = self.new('ObjectInfo').outputs['Random']
            for i, k in enumerate((61.0, 37.0, 9.0)):
                self.put(c.inputs[i], self.math('MULTIPLY', r, k))
            v = self.vec('ADD', v, c.outputs[0])
        return v

    def noise(self, v, scale, detail=6.0, rough=.55, dist=0.0, out='Fac'):
        n = self.new('TexNoise', Scale=scale, Detail=detail, Roughness=rough, Distortion=dist)
        self.put(n.inputs['Vector'], v)
        return n.outputs[out]

    def voronoi(self, v, scale, feature='F1', out=0, jitter=1.0):
        n = self.new('TexVoronoi', feature=feature, Scale=scale, Randomness=jitter)
        self.put(n.inputs['Vector'], v)
        return n.outputs[out]

    def step(self, v, a, b, lo=0.0, hi=1.0):
        n = self.new('MapRange', interpolation_type='SMOOTHSTEP')
        for i, x in enumerate((v, a, b, lo, hi)):
            self.put(n.inputs[i], x)
        return n.outputs[0]

    def ramp(self, f, *stops):
        n = self.new('ValToRGB')
        e = n.color_ramp.elements
        while len(e) < len(stops):
            e.new(.5)
        for el, (p, c) in zip(e, stops):
            el.position = p
            el.color = (*c, 1)
        self.put(n.inputs[0], f)
        return n.outputs[0]

    def mix(self, f, a, b, mode='MIX'):
        n = self.new('MixRGB', blend_type=mode)
        for i, v in enumerate((f, a, b)):
            self.put(n.inputs[i], v)
        return n.outputs[0]

    def bump(self, h, strength=.3, dist=.001, prev=None):
        n = self.new('Bump', Strength=strength, Distance=dist)
        self.put(n.inputs['Height'], h)
        if prev:
            self.put(n.inputs['Normal'], prev)
        return n.outputs[0]


def aim(o, target):
    o.rotation_euler = (Vector(target) - o.location).to_track_quat('-Z', 'Y').to_euler()
