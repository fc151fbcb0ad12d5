# Headphones on a paper sweep. Run: blender -b -P headphones.py     1 unit = 1 cm
# Env: RES_X RES_Y SAMPLES SEED OUT BORDER FSTOP, VARIANT=sweep|alone|ground
#   sweep:  the picture.  alone: the paper is hidden from the camera only, film transparent: OUT.exr is RGBA, premultiplied, scene-linear.
#   ground: the product is hidden from the camera only: paper with shadow and reflected light.
#   OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py.
#   BORDER=x0,x1,y0,y1 (fractions, y from below): render this region only; same seed, same noise pattern.
import bpy, math, os, sys, time
import numpy as np
from mathutils import Matrix, Vector, noise as mnoise
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _breakfast_lib import aim, grid_faces, link, mesh, tube
from _headphones_parts import capsule_mesh, frame, oval, pile, rounded_rect, sweep
from _passes import render_to
import _headphones_materials as mats

ENV = os.environ.get
RES = int(ENV('RES_X', 600)), int(ENV('RES_Y', 400))
SAMPLES, SEED, OUT, VARIANT = int(ENV('SAMPLES', 16)), int(ENV('SEED', 1)), ENV('OUT', os.path.join(os.getcwd(), 'headphones.png')), ENV('VARIANT', 'sweep')
BORDER, FSTOP = ENV('BORDER', ''), float(ENV('FSTOP', 14))
rng = np.random.default_rng(5)
mnoise.seed_set(5)
YAW, TILT = math.radians(-57), math.radians(5.5)
CZ, CX = 4.70, 7.15                                       # cup centre above the floor, cup seat from the middle
product = []


def keep(*objects):
    product.extend(objects)
    return objects[-1]


# ---------------------------------------------------------------- cups
def cushion_profile():
    return [(.05, 4.20), (-.02, 4.42), (-.22, 4.60), (-.75, 4.74), (-1.35, 4.66), (-1.78, 4.36), (-1.98, 3.88), (-1.96, 3.36),
            (-1.76, 2.92), (-1.35, 2.66), (-.85, 2.60), (-.35, 2.66)]

def shell_profile():
    return [(-.02, 3.6), (-.02, 4.28, 1), (.05, 4.36), (.45, 4.42), (.92, 4.44), (.985, 4.415), (1.005, 4.33), (1.035, 4.33), (1.055, 4.415), (1.12, 4.435),
            (1.45, 4.40), (1.78, 4.27), (2.02, 4.06), (2.16, 3.82), (2.21, 3.62), (2.205, 3.54), (2.15, 3.50), (2.02, 3.48), (1.98, 3.3)]

def cup(side, M):
    """One cup about the local x axis, outward positive; side turns it half round."""
    rot = Matrix.Rotation(math.pi, 4, 'Z') if side < 0 else Matrix.Identity(4)
    place = Matrix.Translation((side * CX, 0, CZ)) @ Matrix.Rotation(side * TILT, 4, 'Y') @ rot
    def put(o): o.matrix_world = place; return keep(o)
    put(oval('shell', shell_profile(), M['shell'], step=.03)[0])
    put(oval('trim', [(2.02, 3.52), (2.20, 3.50), (2.262, 3.45), (2.272, 3.39), (2.235, 3.33), (2.12, 3.30)], M['steel'], step=.02)[0])
    put(oval('plate', [(2.10, 3.34), (2.15, 3.31), (2.168, 3.24), (2.165, 2.92), (2.12, 2.90), (2.12, 2.84), (2.158, 2.82), (2.10, 1.8), (2.06, .8), (2.05, 0)], M['turned'], step=.04)[0])
    cushion, grid = oval('cushion', cushion_profile(), M['cloth'], wobble=.05, cols=52, step=.05)
    put(cushion)
    put(pile('pile', grid, 90000, .105, .0055, M['fibre'], rng))
    put(oval('driver', [(-.40, 2.85), (-.42, 2.4), (-.50, 1.2), (-.52, 0)], M['driver'])[0])
    seam = [(-.30, 4.645)]
    th = np.linspace(0, 2 * np.pi, 1441)
    k = (np.abs(np.cos(th)) ** 2.25 + np.abs(np.sin(th)) ** 2.25) ** (-1 / 2.25)
    ring = np.stack([0 * th + seam[0][0], seam[0][1] * k * np.cos(th) * .84, seam[0][1] * k * np.sin(th)], 1)
    put(capsule_mesh('cushion stitch', [(ring[i], ring[i + 8], np.array([0, ring[i + 4][1], ring[i + 4][2]]) / np.hypot(*ring[i + 4][1:])) for i in range(0, 1440, 12)], .026, M['dark_thread']))
    # yoke: fork of bar stock round the upper half of the cup, pivots front and back
    t = np.linspace(-.119, math.pi + .119, 700)
    path = np.stack([0 * t + .62, 4.16 * np.cos(t), 4.98 * np.sin(t)], 1)
    a, b, _ = frame(path, (1, 0, 0))
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]); tip = np.minimum(s, s[-1] - s)
    wide = (.84 + .34 * np.clip((np.abs(np.cos(t)) - .90) / .10, 0, 1) ** 2) * np.sqrt(np.clip(1 - np.clip(1 - (tip + .02) / .59, 0, 1) ** 2, .01, 1))
    put(sweep('yoke', path, a, b, np.stack([rounded_rect(w, .27, min(.075, w * .45)) for w in wide]), M['brushed']))
    for s in (1, -1):
        put(turned_pin('pivot', .62, s, M))
    return place

def turned_pin(name, u, s, M):
    """Pivot: washer, screw head with a cross slot seen from the side, and the shaft into the cup."""
    prof = [(0, .0), (.30, .0), (.335, .03), (.335, .12), (.30, .155), (.52, .165), (.56, .20), (.56, .50), (.40, .53), (.40, .9), (0, .9)]
    n = 48
    v = [(u + r * math.cos(2 * math.pi * i / n), s * (4.52 - d), r * math.sin(2 * math.pi * i / n)) for r, d in prof for i in range(n)]
    o = mesh(name, v, grid_faces(len(prof), n, True), M['steel'])
    b = o.modifiers.new('bevel', 'BEVEL'); b.width, b.segments, b.limit_method = .018, 2, 'ANGLE'
    return o


# ---------------------------------------------------------------- headband
TOP_A, TOP_B, TOP_Z = 7.62, 8.05, 13.0                    # rods: half width, rise, spring line

def rods(M):
    t = np.linspace(0, math.pi, 60)
    for s in (-1, 1):
        y = s * (.62 + .52 * np.sin(t) ** .8)
        pts = [(TOP_A * math.cos(q) * (1 + .035 * math.sin(q) ** 2), yy, TOP_Z + TOP_B * math.sin(q) ** .93) for q, yy in zip(t, y)]
        first, last = pts[0], pts[-1]
        keep(tube('rod', [(first[0], first[1], TOP_Z - 1.6), (first[0], first[1], TOP_Z - .8)] + pts + [(last[0], last[1], TOP_Z - .8), (last[0], last[1], TOP_Z - 1.6)], .155, M['steel'], res=8))

def blocks(M):
    """Slider housings: rounded blocks that take the rods from above and the yoke's stem from below."""
    for s in (-1, 1):
        t = np.linspace(0, 1, 40)
        half = (1.16 - .30 * (1 - t) ** 2) * np.sqrt(np.clip(1 - np.clip((np.abs(t - .5) - .44) / .06, 0, 1) ** 2 * .28, 0, 1))
        path = np.stack([0 * t + s * TOP_A, 0 * t, 10.95 + 2.15 * t], 1)
        a, b, _ = frame(path, (0, 1, 0))
        edge = 1 - .20 * np.clip((np.abs(t - .5) - .44) / .06, 0, 1) ** 2
        keep(sweep('block', path, a, b, np.stack([rounded_rect(2 * h, .86 * e, .20) for h, e in zip(half, edge)]), M['shell']))
        for y in (-.62, .62):                             # collars where the rods enter
            t = np.linspace(0, 1, 12); path = np.stack([0 * t + s * TOP_A, 0 * t + y, 13.02 + .34 * t], 1); a, b, _ = frame(path, (0, 1, 0))
            keep(sweep('collar', path, a, b, np.stack([rounded_rect(d, d, d / 2 - 1e-3, 8) for d in .50 - .07 * t ** 4]), M['steel'], uv=False))
        # stem from the yoke up into the block, with the tilt of the cup taken out on the way
        foot = cup_place[s] @ Vector((.62, 0, 4.86))
        t = np.linspace(0, 1, 30); path = np.stack([foot.x + (s * TOP_A - foot.x) * (3 * t ** 2 - 2 * t ** 3), 0 * t, foot.z + (11.3 - foot.z) * t], 1); a, b, _ = frame(path, (0, 1, 0))
        keep(sweep('stem', path, a, b, np.stack([rounded_rect(.98 - .10 * q, .34, .10) for q in t]), M['brushed']))
        dot = [(0, 0), (.16, 0), (.185, -.02), (.19, -.06), (.19, -.16)]
        n = 40; xo = s * (TOP_A + .445)
        keep(mesh('rivet', [(xo + s * d, r * math.cos(2 * math.pi * i / n), 12.05 + r * math.sin(2 * math.pi * i / n)) for r, d in dot for i in range(n)], grid_faces(len(dot), n, True), M['steel']))

def strap(M):
    """Suspended leather band: padded middle, thin sewn edges, slots into the blocks."""
    n, m = 240, 29
    t = np.linspace(.0, math.pi, n)
    rise = np.sin(t)
    path = np.stack([(TOP_A - .16) * np.cos(t) * (1 + .02 * rise ** 2), 0 * t, 12.5 + 6.85 * rise ** .90], 1)
    a, b, _ = frame(path, (0, 1, 0))
    b = b * np.sign((b * (path - np.array([0, 0, 12.5]))).sum(1))[:, None]            # b points outward
    width = 1.02 + .92 * np.clip(np.sin(t), 0, 1) ** .62
    pad = np.clip((np.sin(t) - .14) / .34, 0, 1); pad = pad * pad * (3 - 2 * pad)
    q = np.linspace(-1, 1, m)
    hem = np.clip((1 - np.abs(q)) * 4.2, 0, 1)
    def section(side):
        out = np.zeros((n, m, 2))
        for i in range(n):
            w = width[i] * (1 + .010 * mnoise.noise(Vector((t[i] * 6, 3, 0))))
            flat = .085 * np.sqrt(np.clip(1 - np.clip((np.abs(q) - .955) / .045, 0, 1) ** 2, 0, 1))
            groove = .055 * np.exp(-((1 - np.abs(q)) * w - .30) ** 2 / .006)
            body = np.sin(np.clip(1 - (np.abs(q) / .84) ** 2.6, 0, 1) * math.pi / 2)
            puff = pad[i] * (.17 if side > 0 else .60) * body
            crinkle = np.array([.012 * mnoise.noise(Vector((t[i] * 22, k * 2.2, 7 * side))) for k in q]) * hem * (1 + pad[i])
            out[i, :, 0] = q * w; out[i, :, 1] = side * (flat + puff - groove * hem + crinkle)
        return out
    up, lo = section(1), section(-1)
    v = lambda s: (path[:, None] + s[..., :1] * a[:, None] + s[..., 1:] * b[:, None])
    vu, vl = v(up), v(lo)
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    uv = lambda sec, off: np.stack([np.broadcast_to(s[:, None], (n, m)), sec[..., 0] + off], -1).reshape(-1, 2)
    keep(mesh('strap upper', vu.reshape(-1, 3), grid_faces(n, m), M['leather'], uv=uv(up, 0)))
    keep(mesh('strap lower', vl.reshape(-1, 3), grid_faces(n, m), M['leather'], uv=uv(lo, 9)))
    for e in (0, -1):                                     # painted cut edge, a hair proud of the leather
        edge = (vu[:, e] + vl[:, e]) / 2; out = np.array(a) * (1 if e else -1)
        keep(sweep('edge', edge, out, b, np.stack([rounded_rect(.07, .175, .034, 4)] * n), M['edge']))
    for vs, sgn, name in ((vu, 1, 'stitch upper'), (vl, -1, 'stitch lower')):
        ends = []
        for sg in (-1, 1):
            def at(d):
                i = np.interp(d, s, np.arange(n)); j = int(i); f = i - j; j2 = min(j + 1, n - 1)
                w = np.interp(d, s, width); k = (1 + sg * (1 - .30 / w)) / 2 * (m - 1); k0 = int(k); g = k - k0
                row = lambda r: vs[r, k0] * (1 - g) + vs[r, min(k0 + 1, m - 1)] * g
                return row(j) * (1 - f) + row(j2) * f, b[j]
            d = 1.4
            while d < s[-1] - 1.4:
                (p, nb), (r, _) = at(d), at(d + .23 + rng.uniform(-.008, .008)); ends.append((p, r, nb * sgn)); d += .335
        keep(capsule_mesh(name, ends, .036, M['thread']))


# ---------------------------------------------------------------- cable
def cable(M):
    place = cup_place[1]
    th = math.radians(-134)                               # leaves the near cup low at the front
    out = Vector((0, math.cos(th) * .84, math.sin(th))).normalized()
    root = place @ Vector((.62, 4.40 * .84 * math.cos(th), 4.40 * math.sin(th)))
    d = (place.to_3x3() @ out).normalized()
    inv = PIVOT.inverted()
    W = lambda x, y, z=.20: inv @ Vector((x, y, z))       # floor points are given as the camera sees them
    p0, p1, p2 = root - d * .2, root + d * .55, root + d * 1.15
    touch = p2 + Vector((d.x, d.y, 0)) * 1.3
    touch.z = .20
    pts = [p0, p1, p2, touch] + [W(*q) for q in CABLE]
    keep(braided('cable', pts, .165, M['braid']))
    ribs = [(.34, 0), (.34, .22), (.30, .26)] + [q for i in range(6) for q in ((.285 - .012 * i, .27 + .13 * i), (.285 - .012 * i, .35 + .13 * i), (.225 - .008 * i, .36 + .13 * i), (.225 - .008 * i, .39 + .13 * i))] + [(.19, 1.10), (.165, 1.12)]
    rot = d.to_track_quat('Z', 'Y').to_matrix()
    keep(turned_along('strain relief', ribs, root - d * .25, rot, M['rubber'], .02))
    e, f = W(*CABLE[-1]), W(*CABLE[-2])
    ax = (e - f); ax.z = 0; ax.normalize(); rot = ax.to_track_quat('Z', 'Y').to_matrix()
    keep(turned_along('plug sleeve', [(.17, -.5), (.20, -.45), (.24, -.05), (.40, 0), (.43, .04), (.43, 1.75), (.40, 1.80), (.28, 1.84)], e + Vector((0, 0, .235)), rot, M['brushed_plug'], .02))
    keep(turned_along('plug pin', [(.30, 1.8), (.30, 1.95), (.175, 1.96), (.175, 2.55), (.16, 2.56), (.16, 2.60), (.175, 2.61), (.175, 3.0), (.16, 3.01), (.16, 3.05), (.175, 3.06), (.165, 3.25), (.12, 3.34), (.165, 3.43), (.10, 3.56), (0, 3.60)], e + Vector((0, 0, .235)), rot, M['gold'], .008))

def turned_along(name, prof, at, rot, mat, bevel, n=48):
    pr = [(0, prof[0][1])] + list(prof)
    v = [at + rot @ Vector((r * math.cos(2 * math.pi * i / n), r * math.sin(2 * math.pi * i / n), h)) for r, h in pr for i in range(n)]
    o = mesh(name, v, grid_faces(len(pr), n, True), mat)
    b = o.modifiers.new('bevel', 'BEVEL'); b.width, b.segments, b.limit_method, b.use_clamp_overlap = bevel, 2, 'ANGLE', True
    return o

def braided(name, pts, r, mat, m=20):
    """Tube through points with UV in cm, so that the braid keeps its pitch."""
    p = np.array([tuple(q) for q in pts]); ext = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]]); fine = []
    for i in range(1, len(ext) - 2):
        a, b, c, d = ext[i - 1:i + 3]
        for t in np.linspace(0, 1, 60, endpoint=False):
            fine.append(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3))
    fine = np.array(fine + [p[-1]]); fine[:, 2] = np.maximum(fine[:, 2], r + .005)
    t = np.gradient(fine, axis=0); t /= np.linalg.norm(t, axis=1)[:, None]
    ax = [np.cross(t[0], (0, 0, 1.0))]
    for k in t[1:]:
        v = ax[-1] - k * ax[-1].dot(k); ax.append(v / np.linalg.norm(v))
    ax = np.array(ax); th = np.linspace(0, 2 * np.pi, m + 1); s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(fine, axis=0), axis=1))])
    v = fine[:, None] + r * (np.cos(th)[None, :, None] * ax[:, None] + np.sin(th)[None, :, None] * np.cross(t, ax)[:, None])
    uv = np.stack(np.broadcast_arrays(s[:, None], th[None] / (2 * np.pi)), -1).reshape(-1, 2)
    return mesh(name, v.reshape(-1, 3), grid_faces(len(fine), m + 1), mat, uv=uv)

CABLE = [(-1.9, -10.7, .19), (.2, -12.4, .19), (4.4, -12.1, .19), (8.8, -10.2, .19), (12.6, -8.6, .19), (15.6, -5.6, .19), (14.6, -1.4, .19), (10.4, .8, .19), (6.6, -.6, .19), (7.0, -4.2, .19), (11.2, -6.2, .52), (15.2, -7.9, .19), (18.6, -8.3, .19)]


# ---------------------------------------------------------------- set
def build_sweep(M):
    r, y0, prof = 42.0, 46.0, [(-170, 0.0)]
    prof += [(-170 + (170 + y0) * i / 20, 0) for i in range(1, 21)] + [(y0 + r * math.sin(a), r - r * math.cos(a)) for a in np.linspace(0, math.pi / 2, 28)[1:]] + [(y0 + r, r + 25 * i) for i in range(1, 9)]
    n, xs = len(prof), np.linspace(-220, 220, 12)
    o = mesh('sweep', [(x, y, z) for y, z in prof for x in xs], grid_faces(n, len(xs)), M['paper'], smooth=1.2)
    return o

def light(name, loc, target, sx, sy, watt, col=(1, 1, 1)):
    l = bpy.data.lights.new(name, 'AREA'); l.shape, l.size, l.size_y, l.energy, l.color = 'RECTANGLE', sx, sy, watt, col
    o = link(bpy.data.objects.new(name, l)); o.location = loc; aim(o, target); return o

def build_light():
    light('key', (-112, -62, 132), (0, 0, 9), 42, 54, 640e3, (1, .975, .945))
    light('top', (12, 34, 165), (0, 4, 8), 120, 50, 70e3, (1, .99, .975))
    light('rim', (128, -2, 60), (0, 0, 10), 26, 110, 80e3, (.965, .98, 1))
    w = bpy.data.worlds.new('w'); sc.world = w; w.use_nodes = True
    w.node_tree.nodes['Background'].inputs[0].default_value = (.93, .95, 1, 1); w.node_tree.nodes['Background'].inputs[1].default_value = .11

def build_camera():
    c = bpy.data.cameras.new('cam'); c.lens, c.clip_start, c.clip_end = 85, 1, 2000
    o = link(bpy.data.objects.new('cam', c)); o.location = (3.9, -101, 26); aim(o, (4.8, 0, 9.6)); sc.camera = o
    if FSTOP: c.dof.use_dof, c.dof.focus_distance, c.dof.aperture_fstop, c.dof.aperture_blades = True, 100.5, FSTOP / 100, 9

def setup_render():
    sc.render.engine = 'CYCLES'; c = sc.cycles; c.device, c.samples, c.use_denoising, c.seed, c.use_adaptive_sampling = 'CPU', SAMPLES, False, SEED, False
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 6, 3, 4; c.caustics_reflective = c.caustics_refractive = False; c.sample_clamp_indirect, c.sample_clamp_direct, c.blur_glossy = 4, 20, .5
    r = sc.render; r.resolution_x, r.resolution_y = RES; r.filepath = OUT; r.threads_mode, r.threads = 'FIXED', 2
    sc.view_settings.view_transform, sc.view_settings.look = 'Filmic', 'Medium High Contrast'
    if BORDER: r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))

def render_alone():
    """RGBA, premultiplied, 32 bit."""
    f = sc.render.image_settings; f.file_format, f.color_mode, f.color_depth, f.exr_codec = 'OPEN_EXR', 'RGBA', '32', 'ZIP'; bpy.ops.render.render(write_still=True)


t0 = time.time(); bpy.ops.wm.read_factory_settings(use_empty=True); sc = bpy.context.scene; setup_render()
M = dict(shell=mats.shell(), steel=mats.spring_steel(), brushed=mats.brushed(), turned=mats.turned(), leather=mats.leather(), edge=mats.edge_paint(), thread=mats.thread(),
         dark_thread=mats.rubber(), cloth=mats.cushion_cloth(2.0, 5.2), fibre=mats.fibre(), driver=mats.driver_cloth(), braid=mats.braid(), rubber=mats.rubber(),
         brushed_plug=mats.brushed('plug', (.52, .50, .47), 'Object'), gold=mats.brushed('gold', (.78, .60, .34), 'Object'), paper=mats.paper())
PIVOT = Matrix.Translation((-1.2, 0, 0)) @ Matrix.Rotation(YAW, 4, 'Z')
cup_place = {s: cup(s, M) for s in (-1, 1)}
rods(M); blocks(M); strap(M); cable(M)
for o in product: o.matrix_world = PIVOT @ o.matrix_world
paper = build_sweep(M); build_light(); build_camera()
if VARIANT == 'alone': sc.render.film_transparent = True; paper.visible_camera = False
if VARIANT == 'ground':
    for o in product: o.visible_camera = False
t1 = time.time()
if VARIANT == 'alone': render_alone()
else: render_to(sc, OUT)
print('BUILD %.1f RENDER %.1f' % (t1 - t0, time.time() - t1))
