"""Skincare dropper bottle on travertine, leaf shadow on plaster.  blender -b -P bottle.py     1 unit = 1 metre
Env: RES_X RES_Y SAMPLES SEED OUT FSTOP, BORDER=x0,x1,y0,y1 (fractions, y from below)
  VARIANT=clean|garbled|wrongcolour|mask-product|mask-label|mask-brand|artwork
  mask-label: the whole paper label. mask-brand: the label without its lettering. artwork: front panel of the label, flat, 56 x 55 mm.
  OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py."""
import bpy, bmesh, math, os, random, sys, time
from mathutils import Matrix, Quaternion, Vector, noise as mnoise
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _passes import render_to

ENV = os.environ.get
RES_X, RES_Y = int(ENV('RES_X', 600)), int(ENV('RES_Y', 400))
SAMPLES, OUT = int(ENV('SAMPLES', 32)), ENV('OUT', os.path.join(os.getcwd(), 'bottle_prev.png'))
VARIANT, SEED, BORDER = ENV('VARIANT', 'clean'), int(ENV('SEED', 3)), ENV('BORDER', '')
FONTS = '/usr/share/fonts/opentype/urw-base35/'
BRAND, CREAM = '#1E7A74', '#F4ECDF'        # the label's ground and its lettering as the client specifies them (sRGB)
# Reflectances of the printed ground, set so that its sunlit front develops to BRAND; WRONG is about 20 degrees of hue off and duller.
BRAND_INK, WRONG_INK = (.007, .126, .143), (.0265, .120, .164)
HDRI = os.path.join(bpy.utils.system_resource('DATAFILES'), 'studiolights', 'world', '')
rng = random.Random(11)
MM = 0.001

bpy.ops.wm.read_factory_settings(use_empty=True)
sc = bpy.context.scene

# ------------------------------------------------------------------ helpers
def add(name, mesh, mat=None, loc=(0, 0, 0), rot=(0, 0, 0)):
    o = bpy.data.objects.new(name, mesh)
    sc.collection.objects.link(o)
    o.location, o.rotation_euler = loc, rot
    if mat: mesh.materials.append(mat)
    return o

def soften(profile):
    """(r, z[, b]) in mm; a point with b becomes two points b away: a tight edge."""
    out, P = [], [Vector(p[:2]) for p in profile]
    for i, p in enumerate(profile):
        if len(p) == 3 and 0 < i < len(P) - 1:
            for q in (P[i - 1], P[i + 1]):
                d = q - P[i]; out.append(P[i] + d.normalized() * min(p[2], d.length * .4))
        else: out.append(P[i])
    return out

def lathe(name, profile, mat, loc=(0, 0, 0), steps=64, shape=None, sub=2):
    prof, verts, faces = soften(profile), [], []
    for r, z in prof:
        for k in range(steps):
            a = 2 * math.pi * k / steps
            rr = shape(r, z, k) if shape else r
            verts.append((rr * MM * math.cos(a), rr * MM * math.sin(a), z * MM))
    for i in range(len(prof) - 1):
        for k in range(steps):
            j = (k + 1) % steps
            faces.append((i * steps + k, i * steps + j, (i + 1) * steps + j, (i + 1) * steps + k))
    me = bpy.data.meshes.new(name); me.from_pydata(verts, [], faces)
    bm = bmesh.new(); bm.from_mesh(me)
    bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-6)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    for f in bm.faces: f.smooth = True
    bm.to_mesh(me); bm.free()
    o = add(name, me, mat, loc)
    s = o.modifiers.new('sub', 'SUBSURF'); s.levels = s.render_levels = sub
    return o

def nd(nt, kind, ins=None, **attrs):
    n = nt.nodes.new('ShaderNode' + kind)
    for k, v in attrs.items(): setattr(n, k, v)
    for k, v in (ins or {}).items():
        if isinstance(v, bpy.types.NodeSocket): nt.links.new(v, n.inputs[k])
        else: n.inputs[k].default_value = v
    return n

def ramp(nt, fac, stops):
    n = nd(nt, 'ValToRGB', {'Fac': fac}); e = n.color_ramp.elements
    while len(e) < len(stops): e.new(0.5)
    for el, (pos, c) in zip(e, stops):
        el.position = pos; el.color = (*c, 1) if hasattr(c, '__len__') else (c, c, c, 1)
    return n.outputs['Color']

def noise(nt, vec, scale, detail=6, rough=.55, dist=0):
    return nd(nt, 'TexNoise', {'Vector': vec, 'Scale': scale, 'Detail': detail,
                               'Roughness': rough, 'Distortion': dist}).outputs['Fac']

def mix(nt, a, b, fac=1.0, mode='MULTIPLY'):
    return nd(nt, 'MixRGB', {'Fac': fac, 'Color1': a, 'Color2': b}, blend_type=mode).outputs[0]

def math_(nt, op, a, b=0.0):
    return nd(nt, 'Math', {0: a, 1: b}, operation=op).outputs[0]

def material(name, col=(.5, .5, .5), rough=.5, metal=0.0):
    m = bpy.data.materials.new(name); m.use_nodes = True
    nt = m.node_tree; b = nt.nodes['Principled BSDF']
    b.inputs['Base Color'].default_value = (*col, 1)
    b.inputs['Roughness'].default_value, b.inputs['Metallic'].default_value = rough, metal
    return m, nt, b

def obj_coords(nt, scale=(1, 1, 1)):
    return nd(nt, 'Mapping', {'Vector': nd(nt, 'TexCoord').outputs['Object'], 'Scale': scale}).outputs[0]

def bump(nt, b, height, strength, dist):
    nt.links.new(nd(nt, 'Bump', {'Height': height, 'Strength': strength, 'Distance': dist}).outputs[0], b.inputs['Normal'])

def aim(o, target):
    o.rotation_euler = (Vector(target) - o.location).to_track_quat('-Z', 'Y').to_euler()

# ---------------------------------------------------------------- materials
def plaster(name, col):
    m, nt, b = material(name, col, .92)
    v = obj_coords(nt)
    trowel = noise(nt, obj_coords(nt, (1, .35, 1)), 9, 9, .62, 1.6)
    grain = noise(nt, v, 420, 4, .7)
    tone = noise(nt, v, 3.2, 5, .5)
    c = ramp(nt, tone, [(.3, [x * .90 for x in col]), (.7, [min(1, x * 1.07) for x in col])])
    nt.links.new(mix(nt, c, ramp(nt, trowel, [(.3, .88), (.6, 1.0)]), .8), b.inputs['Base Color'])
    bump(nt, b, math_(nt, 'ADD', math_(nt, 'MULTIPLY', trowel, 3.0), math_(nt, 'MULTIPLY', grain, .35)), .45, .0016)
    return m

def travertine(name):
    """Bedded cream stone with pores that are really sunk (true displacement)."""
    m, nt, b = material(name, (.6, .5, .4), .6)
    bed = noise(nt, obj_coords(nt, (8, 8, 80)), 1.0, 8, .66, 1.6)
    cloud = noise(nt, obj_coords(nt), 30, 7, .65, .5)
    pore = noise(nt, obj_coords(nt, (75, 75, 330)), 1.0, 5, .62, .3)
    where = noise(nt, obj_coords(nt, (14, 14, 70)), 1.0, 3, .5, .4)
    hole = mix(nt, ramp(nt, pore, [(.575, 0), (.64, 1)]), ramp(nt, where, [(.44, 0), (.58, 1)]))
    micro = noise(nt, obj_coords(nt), 900, 3, .7)
    c = ramp(nt, bed, [(.28, (.36, .27, .19)), (.44, (.51, .425, .335)), (.56, (.60, .52, .43)), (.74, (.46, .36, .27))])
    c = mix(nt, c, ramp(nt, cloud, [(.3, .82), (.65, 1.0)]), .8)
    nt.links.new(mix(nt, c, (.42, .30, .20, 1), math_(nt, 'MULTIPLY', hole, .75), 'MULTIPLY'), b.inputs['Base Color'])
    nt.links.new(nd(nt, 'MapRange', {'Value': cloud, 3: .48, 4: .75}).outputs[0], b.inputs['Roughness'])
    bump(nt, b, math_(nt, 'ADD', math_(nt, 'MULTIPLY', micro, .25), math_(nt, 'MULTIPLY', bed, .6)), .35, .0004)
    d = nd(nt, 'Displacement', {'Height': math_(nt, 'MULTIPLY', hole, -1.0), 'Midlevel': 0.0, 'Scale': .0016})
    nt.links.new(d.outputs[0], nt.nodes['Material Output'].inputs['Displacement'])
    m.cycles.displacement_method = 'BOTH'
    return m

def ceramic(name):
    """Matt bisque-like glaze, faint speckle and handling variation."""
    m, nt, b = material(name, (.66, .60, .53), .42)
    v = obj_coords(nt)
    sp = ramp(nt, noise(nt, v, 1500, 2, .5), [(.27, .72), (.33, 1.0)])
    tone = ramp(nt, noise(nt, v, 45, 4), [(.3, .955), (.7, 1.0)])
    nt.links.new(mix(nt, mix(nt, (.78, .73, .66, 1), sp, .7), tone), b.inputs['Base Color'])
    nt.links.new(nd(nt, 'MapRange', {'Value': noise(nt, v, 120, 5), 3: .36, 4: .5}).outputs[0], b.inputs['Roughness'])
    bump(nt, b, noise(nt, v, 700, 3), .06, .0003)
    return m

def leaf_material(name):
    m, nt, b = material(name, (.1, .15, .1), .55)
    r = nd(nt, 'ObjectInfo').outputs['Random']
    c = ramp(nt, r, [(0, (.085, .135, .095)), (.5, (.13, .185, .135)), (1, (.175, .215, .155))])
    n = noise(nt, obj_coords(nt), 160, 5)
    nt.links.new(mix(nt, c, ramp(nt, n, [(.3, .75), (.7, 1.08)])), b.inputs['Base Color'])
    b.inputs['Sheen'].default_value = .3; bump(nt, b, n, .2, .0006)
    return m

WALL = plaster('plaster wall', (.41, .305, .232))
FLOOR = plaster('plaster floor', (.47, .365, .285))
STONE, BODY, LEAF = travertine('travertine'), ceramic('ceramic'), leaf_material('leaf')
def label_paper(name, col):
    """Uncoated label stock, printed all over."""
    m, nt, b = material(name, col, .68); v = obj_coords(nt)
    nt.links.new(mix(nt, (*col, 1), ramp(nt, noise(nt, v, 900, 4, .7), [(.3, .95), (.7, 1.0)])), b.inputs['Base Color'])
    b.inputs['Specular'].default_value = .28; bump(nt, b, noise(nt, v, 1500, 3, .6), .05, .0002)
    return m
INK = material('ink', (.84, .77, .67), .55)[0]
LABEL = label_paper('label', WRONG_INK if VARIANT == 'wrongcolour' else BRAND_INK)
METAL, mt, mb = material('champagne', (.62, .47, .30), .27, 1.0)
bump(mt, mb, noise(mt, obj_coords(mt, (1, 1, 60)), 300, 3), .06, .0002)
RUBBER, rt, rb = material('rubber', (.020, .016, .013), .45)
bump(rt, rb, noise(rt, obj_coords(rt), 1600, 3), .10, .0002)
TWIG = material('twig', (.12, .075, .045), .7)[0]

# -------------------------------------------------------------------- stone
def slab(name, size, loc, mat, res=.0007, r=.0022, rot=0.0, chip=.0012):
    """Rounded block on a fine grid: clamp to an inner box, push out by r, chip the arrises."""
    h = Vector(size) / 2; me = bpy.data.meshes.new(name); bm = bmesh.new()
    seen = {}
    def vert(p):
        k = tuple(round(x * 1e6) for x in p)
        if k not in seen:
            q = Vector(p); inner = Vector([max(-h[i] + r, min(h[i] - r, q[i])) for i in range(3)])
            d = q - inner; n = sum(abs(x) > 1e-9 for x in d)
            if d.length > 0: q = inner + d.normalized() * r
            if n > 1:
                w = mnoise.noise(Vector(p) * 130) + .6 * mnoise.noise(Vector(p) * 420)
                q -= d.normalized() * max(0, w - .25) * chip
            seen[k] = bm.verts.new(q)
        return seen[k]
    for ax in range(3):
        u, v = (ax + 1) % 3, (ax + 2) % 3
        nu, nv = max(2, int(size[u] / res)), max(2, int(size[v] / res))
        for s in (-1, 1):
            for i in range(nu):
                for j in range(nv):
                    q = []
                    for du, dv in ((0, 0), (1, 0), (1, 1), (0, 1)):
                        p = [0, 0, 0]; p[ax] = s * h[ax]
                        p[u] = -h[u] + size[u] * (i + du) / nu; p[v] = -h[v] + size[v] * (j + dv) / nv
                        q.append(vert(p))
                    if s < 0: q.reverse()
                    bm.faces.new(q).smooth = True
    bm.to_mesh(me); bm.free()
    return add(name, me, mat, loc, (0, 0, rot))

# ------------------------------------------------------------------- bottle
R = 23.0                                                 # body radius in mm
PAPER, Z0, Z1, PANEL = R + .10, 8.0, 63.0, 56.0          # label: radius of its face, lower and upper edge, width of the front panel (mm)
def bottle(loc):
    body = [(0, .9), (15, .9), (18.6, 0), (20.8, .3), (R - .25, 1.9), (R, 4.4), (R, 20), (R, 45), (R, 63.5), (R - .25, 66.6),
            (R - 1.8, 70.0), (R - 5.4, 72.6), (13.4, 74.0), (11.4, 74.9), (10.6, 76.2), (10.5, 78)]
    collar = [(10.2, 75.8), (12.2, 75.8, .25), (12.7, 76.5, .2), (12.7, 90.2, .2), (12.2, 90.9, .3), (7.8, 90.9, .3), (7.5, 90.0)]
    bulb = [(7.6, 90.0), (8.3, 91.4, .3), (8.4, 94.4), (7.3, 95.6), (6.95, 97.5), (7.2, 102), (7.55, 108), (7.4, 112.5), (6.1, 115.6), (3.5, 117.1), (0, 117.5)]
    rib = lambda r, z, k: r - (.30 if (k % 2 and r > 12.4) else 0)
    return [lathe('body', body, BODY, loc, 96), lathe('collar', collar, METAL, loc, 144, rib, 1), lathe('bulb', bulb, RUBBER, loc)]

def wrap(me, loc, turn, mat=None, r=PAPER + .03):
    """Cut a flat print into thin strips and bend it round the body; the artwork stays flat."""
    bm = bmesh.new(); bm.from_mesh(me)
    if VARIANT != 'artwork':
        xs = [v.co.x for v in bm.verts]; x = min(xs)
        while x < max(xs):
            bmesh.ops.bisect_plane(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], plane_co=(x, 0, 0), plane_no=(1, 0, 0)); x += .5 * MM
        for v in bm.verts:
            a = v.co.x / (r * MM) - math.pi / 2 + turn
            v.co = Vector((r * MM * math.cos(a), r * MM * math.sin(a), v.co.y))
    bm.to_mesh(me); bm.free()
    for p in me.polygons: p.use_smooth = mat is not None
    return add('print', me, mat or INK, loc)

def cells(me, step):
    """Cut a flat mesh into a grid, so that strokes can melt instead of shearing."""
    bm = bmesh.new(); bm.from_mesh(me)
    for ax in (0, 1):
        c = [v.co[ax] for v in bm.verts]; x, n = min(c), [0, 0, 0]; n[ax] = 1
        while x < max(c):
            p = [0, 0, 0]; p[ax] = x
            bmesh.ops.bisect_plane(bm, geom=bm.verts[:] + bm.edges[:] + bm.faces[:], plane_co=p, plane_no=n); x += step * MM
    return bm

def lettering(text, size, z, font, track=1.0, weight=0.0, garble=0.0, shift=0.0, seed=0, lost=1.0, loc=(0, 0, 0), turn=0.0):
    """One centred line. garble: how far strokes wander (share of the size); lost: noise level above which ink is missing."""
    cu = bpy.data.curves.new('t', 'FONT'); cu.body = text; cu.font = bpy.data.fonts.load(FONTS + font, check_existing=True)
    cu.size, cu.align_x, cu.space_character, cu.offset, cu.resolution_u = size * MM, 'CENTER', track, weight * MM, 8
    tmp = bpy.data.objects.new('t', cu); sc.collection.objects.link(tmp)
    me = bpy.data.meshes.new_from_object(tmp.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(tmp)
    if garble:
        bm = cells(me, .25); at = lambda c: c * (1 / (size * MM)) + Vector((seed * 7.3, seed * 3.1, 0))
        bmesh.ops.delete(bm, geom=[f for f in bm.faces if mnoise.noise(at(f.calc_center_median()) * 1.6 + Vector((0, 0, 4))) > lost], context='FACES')
        for v in bm.verts:
            p = at(v.co)
            v.co.x += garble * size * MM * (.55 * mnoise.noise(p * 1.3) + .30 * mnoise.noise(p * 3.1 + Vector((9, 0, 0))))
            v.co.y += garble * size * MM * (.60 * mnoise.noise(p * 1.1 + Vector((0, 5, 0))) + .30 * mnoise.noise(p * 2.7))
        bm.to_mesh(me); bm.free()
    for v in me.vertices: v.co.y += z * MM; v.co.x += shift * MM
    return wrap(me, loc, turn)

def flat(name, pts, faces, loc, turn, mat=None, r=PAPER + .03):
    me = bpy.data.meshes.new(name); me.from_pydata([(x * MM, z * MM, 0) for x, z in pts], [], faces)
    return wrap(me, loc, turn, mat, r)

def rect(x0, x1, z0, z1, loc, turn, mat=None, r=PAPER + .03):
    return flat('rule', [(x0, z0), (x1, z0), (x1, z1), (x0, z1)], [(0, 1, 2, 3)], loc, turn, mat, r)

def emblem(z, loc, turn, wobble=0.0):
    """A sun over the horizon: ring and rule."""
    n, pts = 72, []
    for i in range(n + 1):
        a = math.pi * i / n
        for r in (3.3, 2.75): pts.append(((r + wobble * math.sin(5 * a)) * math.cos(a), z + (r + wobble * math.sin(3 * a + 1)) * math.sin(a)))
    ring = flat('ring', pts, [(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1) for i in range(n)], loc, turn)
    return [ring, rect(-5.6, 5.6 - 4 * wobble, z - .9, z - .42, loc, turn)]

def label(loc, turn, bad):
    """-> ground, [prints]"""
    brand, text = 'URWGothic-Book.otf', 'NimbusSans-Regular.otf'
    k = dict(loc=loc, turn=turn); half = PANEL / 2 if VARIANT == 'artwork' else math.radians(165) * PAPER
    ground = rect(-half, half, Z0, Z1, loc, turn, LABEL, PAPER)
    if not bad:
        return ground, emblem(53.6, loc, turn) + [lettering('SOLENNE', 6.6, 42.2, brand, 1.16, .10, **k),
                lettering('hydrating serum', 4.1, 32.6, text, 1.06, .02, **k),
                lettering('hyaluronic acid', 3.1, 26.4, text, 1.07, .03, **k), lettering('and squalane', 3.1, 22.2, text, 1.07, .03, **k),
                rect(-7, 7, 18.0, 18.3, loc, turn), lettering('50 ml  1.7 fl oz', 3.0, 12.4, text, 1.07, .03, **k)]
    return ground, emblem(53.6, loc, turn, .35) + [lettering('SOLEИNNE', 6.6, 42.2, brand, 1.0, .10, .20, 0, 1, .40, **k),
            lettering('SOLENE', 6.4, 41.8, brand, 1.36, .02, .26, .6, 4, .05, **k),
            lettering('hydraitnq serurn', 4.1, 32.6, text, 1.0, .02, .26, 0, 2, .42, **k), lettering('hydrating', 4.1, 32.3, text, 1.2, 0, .34, -2, 6, .0, **k),
            lettering('hyalurnoic ocid', 3.1, 26.4, text, 1.05, .05, .32, 0, 3, .42, **k), lettering('aud sqvalnae', 3.1, 22.2, text, 1.1, .05, .34, 0, 8, .42, **k),
            lettering('hyaluronic', 3.1, 26.0, text, 1.2, .0, .4, 1, 9, .0, **k), rect(-7, 5.8, 18.0, 18.3, loc, turn),
            lettering('5O mIl  1.7 tl oz', 3.0, 12.4, text, 1.05, .04, .32, 0, 5, .44, **k)]

# --------------------------------------------------------------- eucalyptus
def leaf_mesh(length, width, fold=.25, curl=.35, n=14, m=7):
    """Round eucalyptus leaf along +X: outline from a sine, folded at the rib, curled."""
    vs, fs = [], []
    for i in range(n + 1):
        t = i / n; w = width / 2 * math.sin(math.pi * t ** .82) ** .62 * (1 - .12 * t)
        for j in range(-m, m + 1):
            s = j / m; wob = .02 * width * math.sin(9 * t + 4 * s)
            vs.append((length * t, w * s, fold * w * abs(s) ** 1.3 - curl * length * (t - .1) ** 2 * .5 + wob * abs(s)))
    k = 2 * m + 1
    for i in range(n):
        for j in range(k - 1): fs.append((i * k + j, i * k + j + 1, (i + 1) * k + j + 1, (i + 1) * k + j))
    me = bpy.data.meshes.new('leaf'); me.from_pydata(vs, [], fs)
    for p in me.polygons: p.use_smooth = True
    return me

def tube(pts, r0, r1, mat):
    cu = bpy.data.curves.new('twig', 'CURVE'); cu.dimensions = '3D'; cu.bevel_depth, cu.bevel_resolution = 1.0, 3
    sp = cu.splines.new('NURBS'); sp.points.add(len(pts) - 1); sp.use_endpoint_u = True
    for i, p in enumerate(pts): sp.points[i].co = (*p, 1); sp.points[i].radius = r0 + (r1 - r0) * i / (len(pts) - 1)
    o = bpy.data.objects.new('twig', cu); sc.collection.objects.link(o); cu.materials.append(mat); return o

def branch(path, size, pairs, thick, seed, flat=False):
    """Twig through path (list of points) with opposite leaves shrinking to the tip."""
    g = random.Random(seed); P = [Vector(p) for p in path]
    tube(P, thick, thick * .35, TWIG)
    for i in range(pairs):
        t = (i + .6) / pairs * (len(P) - 1); k = min(int(t), len(P) - 2); p = P[k].lerp(P[k + 1], t - k)
        d = (P[k + 1] - P[k]).normalized(); f = size * (1 - .45 * i / pairs) * g.uniform(.85, 1.12)
        for s in (-1, 1):
            o = add('leaf', leaf_mesh(f, f * g.uniform(.78, .95), g.uniform(.1, .3), g.uniform(.1, .5)), LEAF, p)
            up = Vector((0, -1, 0)) if flat else Vector((0, 0, 1))
            side = d.cross(up).normalized() * s; ang = math.radians(g.uniform(48, 72))
            x = d * math.cos(ang) + side * math.sin(ang) + up * g.uniform(-.15, .35)
            o.rotation_mode = 'QUATERNION'; x.normalize(); y = up.cross(x).normalized(); z = x.cross(y)
            o.rotation_quaternion = Matrix((x, y, z)).transposed().to_quaternion() @ \
                Quaternion((1, 0, 0), g.uniform(-.5, .5))

# ---------------------------------------------------------------------- set
TOP = .034
def plane(name, w, h, loc, rot, mat):
    me = bpy.data.meshes.new(name)
    me.from_pydata([(-w / 2, -h / 2, 0), (w / 2, -h / 2, 0), (w / 2, h / 2, 0), (-w / 2, h / 2, 0)], [], [(0, 1, 2, 3)])
    return add(name, me, mat, loc, rot)
plane('wall', 3, 2, (0, .24, .9), (math.pi / 2, 0, 0), WALL)
plane('floor', 3, 1.6, (0, -.55, 0), (0, 0, 0), FLOOR)
slab('block', (.150, .105, TOP), (.045, .0, TOP / 2), STONE, rot=-.16)
slab('step', (.085, .080, .018), (-.082, -.030, .0091), STONE, .0008, rot=.22)
HERO = (.046, -.006, TOP + .0001)
TURN = math.radians(-4)
ground, prints = label(HERO, TURN, VARIANT == 'garbled')
product = bottle(HERO) + [ground] + prints
branch([(-.160, -.085, .004), (-.124, -.062, .023), (-.086, -.045, .0275), (-.051, -.038, .0265), (-.024, -.046, .021)], .026, 6, .0011, 5)

# ------------------------------------------------------------------- lights
def lamp(kind, name, loc, target, watt, col, **kw):
    l = bpy.data.lights.new(name, kind); l.energy, l.color = watt, col
    for k, v in kw.items(): setattr(l, k, v)
    o = bpy.data.objects.new(name, l); sc.collection.objects.link(o); o.location = loc; aim(o, target); return o
KEY = Vector((-1.58, -1.08, 1.27))
lamp('SPOT', 'sun through leaves', KEY, (.02, .1, .10), 300, (1, .90, .79), shadow_soft_size=.012, spot_size=math.radians(34), spot_blend=.6)
lamp('AREA', 'soft key', (-.95, -.75, .75), (.03, 0, .08), 2.4, (1, .94, .87), size=.8)
def gobo(wall_points, t, size, pairs, seed):
    """Branch held between lamp and wall: given by where its shadow should fall, at fraction t of the way."""
    path = [KEY.lerp(Vector((x, .24, z)), t) for x, z in wall_points]
    branch(path, size, pairs, .0029, seed, flat=True)
gobo([(-.22, .195), (-.15, .168), (-.085, .135), (-.04, .108), (-.008, .090)], .76, .030, 6, 21)
gobo([(-.06, .235), (.0, .205), (.06, .180), (.12, .168), (.18, .166)], .73, .030, 6, 8)

w = bpy.data.worlds.new('world'); sc.world = w; w.use_nodes = True; nt = w.node_tree
env = nd(nt, 'TexEnvironment', {'Vector': nd(nt, 'Mapping', {'Vector': nd(nt, 'TexCoord').outputs['Generated'],
         'Rotation': (0, 0, math.radians(60))}).outputs[0]}, image=bpy.data.images.load(HDRI + 'interior.exr'))
w.cycles.sampling_method = 'NONE'                  # every light sample goes to the two lamps
nt.links.new(mix(nt, env.outputs[0], (2, 2, 2, 1), 1, 'DARKEN'), nt.nodes['Background'].inputs[0]); nt.nodes['Background'].inputs[1].default_value = .24

# ------------------------------------------------------------------- camera
cam = bpy.data.cameras.new('cam'); co = bpy.data.objects.new('cam', cam); sc.collection.objects.link(co); sc.camera = co
co.location = (.0, -.77, .140); cam.lens, cam.clip_start = 96, .02
aim(co, (.0, 0, .077))
cam.dof.use_dof, cam.dof.aperture_fstop, cam.dof.aperture_blades = True, float(ENV('FSTOP', 5.6)), 9
fwd = co.rotation_euler.to_matrix() @ Vector((0, 0, -1))
cam.dof.focus_distance = (Vector(HERO) + Vector((0, -R * MM, .04)) - co.location).dot(fwd)

# ------------------------------------------------------------------- render
def emitter(col):
    m = bpy.data.materials.new('flat'); m.use_nodes = True; t = m.node_tree; t.nodes.clear()
    e = nd(t, 'Emission', {'Color': (*col, 1)}); t.links.new(e.outputs[0], nd(t, 'OutputMaterial').inputs[0]); return m

def flat_artwork():
    """The front panel as flat colour, square to an orthographic camera; RES_X : RES_Y = 56 : 55."""
    linear = lambda h: [(v / 12.92 if v <= .04045 else ((v + .055) / 1.055) ** 2.4) for v in (int(h[i:i + 2], 16) / 255 for i in (1, 3, 5))]
    keep = [ground] + prints
    for o in list(sc.objects):
        if o.type == 'LIGHT': bpy.data.objects.remove(o)
        elif o.type in {'MESH', 'CURVE'} and o not in keep: o.hide_render = True
    for i, o in enumerate(keep):
        o.data.materials.clear(); o.data.materials.append(emitter(linear(CREAM if i else BRAND)))
        o.location, o.rotation_euler = (0, 0, .0002 * bool(i)), (0, 0, 0)
    cam.type, cam.ortho_scale, cam.dof.use_dof = 'ORTHO', PANEL * MM, False
    co.location, co.rotation_euler = (0, (Z0 + Z1) / 2 * MM, .2), (0, 0, 0)
    nt.nodes['Background'].inputs[1].default_value = 0; r.dither_intensity = 0
    sc.view_settings.view_transform, sc.view_settings.look = 'Standard', 'None'

def flat_mask(keep):
    W, B = emitter((1, 1, 1)), emitter((0, 0, 0))
    for o in list(sc.objects):
        if o.type == 'LIGHT': bpy.data.objects.remove(o)
        elif o.type in {'MESH', 'CURVE'}:
            o.data.materials.clear(); o.data.materials.append(W if o in keep else B)
    nt.nodes['Background'].inputs[1].default_value = 0
    sc.view_settings.view_transform, sc.view_settings.look = 'Standard', 'None'

r, cy = sc.render, sc.cycles
r.engine, cy.device, cy.samples, cy.use_denoising, cy.seed = 'CYCLES', 'CPU', SAMPLES, False, SEED
cy.use_adaptive_sampling = False                   # fixed pattern: a border render equals the full one to the pixel
cy.max_bounces, cy.diffuse_bounces, cy.glossy_bounces = 5, 3, 3
cy.caustics_reflective = cy.caustics_refractive = False
cy.sample_clamp_direct, cy.sample_clamp_indirect, cy.blur_glossy = 8, 2.5, .8
r.resolution_x, r.resolution_y, r.resolution_percentage, r.filepath = RES_X, RES_Y, 100, OUT
r.threads_mode, r.threads = 'FIXED', 2
if BORDER: r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))
sc.view_settings.view_transform, sc.view_settings.look = 'Filmic', 'Medium High Contrast'
if VARIANT.startswith('mask-'):
    flat_mask({'product': product, 'label': [ground] + prints, 'brand': [ground]}[VARIANT[5:]]); r.image_settings.color_mode = 'BW'
if VARIANT == 'artwork': flat_artwork()
t = time.time(); render_to(sc, OUT); print('RENDER %s %.1fs' % (VARIANT, time.time() - t))
