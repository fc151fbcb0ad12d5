"""Chess endgame in late window light.  blender -b -P chess.py     1 unit = 1 metre
Env: RES_X RES_Y SAMPLES SEED OUT FSTOP, VARIANT=clean|mask-king|blur, BORDER=x0,x1,y0,y1 (fractions, y from below)
  blur: name_rgb.exr holds the diameter of the circle of confusion in pixels, for _chess_bokeh.py.
  OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py."""
import bpy, bmesh, math, os, random, sys, time
from mathutils import Vector
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _passes import render_to

ENV = os.environ.get
RES_X, RES_Y = int(ENV('RES_X', 600)), int(ENV('RES_Y', 400))
SAMPLES, OUT = int(ENV('SAMPLES', 32)), ENV('OUT', os.path.join(os.getcwd(), 'chess_prev.png'))
VARIANT, SEED, BORDER = ENV('VARIANT', 'clean'), int(ENV('SEED', 3)), ENV('BORDER', '')
HDRI = os.path.join(bpy.utils.system_resource('DATAFILES'), 'studiolights', 'world', '')
rng = random.Random(7)
MM, SQ = 0.001, 0.052                      # millimetre, width of a square

bpy.ops.wm.read_factory_settings(use_empty=True)
sc = bpy.context.scene

BOOKS, CLOCK = (-.42, .74), (.300, .70, -.022)       # where they stand on the table

# ------------------------------------------------------------------ helpers
def add(name, mesh, mat=None, loc=(0, 0, 0), rot=(0, 0, 0)):
    o = bpy.data.objects.new(name, mesh)
    sc.collection.objects.link(o)
    o.location, o.rotation_euler = loc, rot
    if mat: mesh.materials.append(mat)
    return o

def bevel(o, w, seg=3):
    m = o.modifiers.new('bevel', 'BEVEL'); m.width, m.segments = w, seg
    m.limit_method = 'ANGLE'; m.harden_normals = True
    o.data.use_auto_smooth = True
    for p in o.data.polygons: p.use_smooth = True
    return o

def box(name, size, loc, mat, w=0.0006, rot=(0, 0, 0)):
    me = bpy.data.meshes.new(name); bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1)
    bmesh.ops.scale(bm, vec=size, verts=bm.verts); bm.to_mesh(me); bm.free()
    return bevel(add(name, me, mat, loc, rot), w)

def soften(profile):
    """(r, z[, b]) in mm; a point with b becomes two points b away: a tight edge."""
    out, P = [], [Vector(p[:2]) for p in profile]
    for i, p in enumerate(profile):
        if len(p) == 3 and 0 < i < len(P) - 1:
            for q in (P[i - 1], P[i + 1]):
                d = q - P[i]; out.append(P[i] + d.normalized() * min(p[2], d.length * .4))
        else: out.append(P[i])
    return out

def lathe(name, profile, mat, loc=(0, 0, 0), rot=(0, 0, 0), steps=48, shape=None):
    """Rings of a turned profile; shape(r, z, angle) -> (r, z) may carve it."""
    prof, verts, faces = soften(profile), [], []
    for r, z in prof:
        for k in range(steps):
            a = 2 * math.pi * k / steps
            rr, zz = shape(r, z, a) if shape else (r, z)
            verts.append((rr * MM * math.cos(a), rr * MM * math.sin(a), zz * MM))
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
    o = add(name, me, mat, loc, rot)
    s = o.modifiers.new('sub', 'SUBSURF'); s.levels = s.render_levels = 2
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

def mul(nt, a, b, fac=1.0, mode='MULTIPLY'):
    return nd(nt, 'MixRGB', {'Fac': fac, 'Color1': a, 'Color2': b}, blend_type=mode).outputs[0]

def coords(nt, scale, vary=True):
    """Object coordinates, stretched for grain, shifted at random per object."""
    v = nd(nt, 'TexCoord').outputs['Object']
    if vary:
        r = nd(nt, 'ObjectInfo').outputs['Random']
        v = nd(nt, 'VectorMath', {0: v, 1: nd(nt, 'VectorMath', {0: (3.1, 7.7, 5.3), 'Scale': r},
               operation='SCALE').outputs[0]}, operation='ADD').outputs[0]
    return nd(nt, 'Mapping', {'Vector': v, 'Scale': scale}).outputs[0]

def wood(name, dark, light, grain, rough=(.3, .5), coat=.25, bump=.12, edge=0.0, wear=.35, pores=(.6, 1.0)):
    """Grained, lacquered, handled wood.  edge: half width of a square whose rim is worn."""
    m = bpy.data.materials.new(name); m.use_nodes = True
    nt = m.node_tree; b = nt.nodes['Principled BSDF']
    g = coords(nt, grain); iso = coords(nt, (1, 1, 1))
    broad = noise(nt, g, 1.0, 8, .6, 1.4)
    fine = noise(nt, g, 7.0, 6, .7)
    col = ramp(nt, broad, [(.30, dark), (.72, light)])
    col = mul(nt, col, ramp(nt, fine, [(.30, .55), (.55, 1.0)]), .75)
    stretch = [v * 12 if v > 20 else v * 4 for v in grain]               # open pores: short dark flecks along the grain
    col = mul(nt, col, ramp(nt, noise(nt, coords(nt, stretch), 1.0, 2, .5), [(.39, pores[0]), (.46, pores[1])]))
    tone = nd(nt, 'HueSaturation', {'Color': col, 'Value': nd(nt, 'MapRange', {
        'Value': nd(nt, 'ObjectInfo').outputs['Random'], 3: .78, 4: 1.18}).outputs[0]})
    col = tone.outputs[0]
    smear = noise(nt, iso, 38, 6, .65)
    col = mul(nt, col, ramp(nt, noise(nt, iso, 60, 8, .7), [(.34, .45), (.56, 1.0)]), wear)
    if edge:
        s = nd(nt, 'SeparateXYZ', {0: nd(nt, 'TexCoord').outputs['Object']})
        ax = [nd(nt, 'Math', {0: s.outputs[i]}, operation='ABSOLUTE').outputs[0] for i in (0, 1)]
        d = nd(nt, 'Math', {0: ax[0], 1: ax[1]}, operation='MAXIMUM').outputs[0]
        d = nd(nt, 'Math', {0: d, 1: 1 / edge}, operation='MULTIPLY').outputs[0]
        d = nd(nt, 'Math', {0: d, 1: nd(nt, 'Math', {0: noise(nt, iso, 260, 5, .7), 1: .12},
               operation='MULTIPLY').outputs[0]}, operation='ADD').outputs[0]
        col = mul(nt, col, ramp(nt, d, [(.97, 1.0), (1.06, .42)]))
    # thin scratches that catch the light
    v = nd(nt, 'Mapping', {'Vector': iso, 'Rotation': (0, 0, .6), 'Scale': (14, 900, 14)}).outputs[0]
    w = nd(nt, 'Mapping', {'Vector': iso, 'Rotation': (0, 0, -.9), 'Scale': (10, 700, 10)}).outputs[0]
    scr = mul(nt, ramp(nt, noise(nt, v, 1, 2), [(.66, 0), (.72, 1)]),
              ramp(nt, noise(nt, w, 1, 2), [(.67, 0), (.73, 1)]), 1, 'ADD')
    nt.links.new(col, b.inputs['Base Color'])
    ro = nd(nt, 'MapRange', {'Value': smear, 1: .3, 2: .7, 3: rough[0], 4: rough[1]}).outputs[0]
    ro = nd(nt, 'Math', {0: ro, 1: nd(nt, 'Math', {0: scr, 1: .18}, operation='MULTIPLY').outputs[0]},
            operation='ADD').outputs[0]
    nt.links.new(ro, b.inputs['Roughness'])
    b.inputs['Clearcoat'].default_value, b.inputs['Clearcoat Roughness'].default_value = coat, .22
    h = nd(nt, 'Math', {0: fine, 1: nd(nt, 'Math', {0: scr, 1: -.6}, operation='MULTIPLY').outputs[0]},
           operation='ADD').outputs[0]
    h = nd(nt, 'Math', {0: h, 1: smear}, operation='ADD').outputs[0]
    bp = nd(nt, 'Bump', {'Height': h, 'Strength': bump, 'Distance': .0004})
    nt.links.new(bp.outputs[0], b.inputs['Normal'])
    return m

def plain(name, col, rough):
    m = bpy.data.materials.new(name); m.use_nodes = True
    b = m.node_tree.nodes['Principled BSDF']
    b.inputs['Base Color'].default_value = (*col, 1); b.inputs['Roughness'].default_value = rough
    return m

def wallpaint(name, col, glow):
    """Far wall: its soft patch of evening light is emitted, so the blurred background stays free of noise."""
    m = plain(name, col, .9); nt = m.node_tree; b = nt.nodes['Principled BSDF']
    v = nd(nt, 'TexCoord').outputs['Object']
    far = nd(nt, 'VectorMath', {0: nd(nt, 'Mapping', {'Vector': v, 'Location': (-.42, 0, .72), 'Scale': (1, 0, 1.5)}).outputs[0]},
             operation='LENGTH').outputs['Value']
    g = ramp(nt, far, [(0, glow), (.25, [c * .62 for c in glow]), (.55, [c * .26 for c in glow]), (.95, [c * .10 for c in glow])])
    g = mul(nt, g, ramp(nt, noise(nt, v, 3.5, 3), [(.3, .75), (.7, 1.15)]))
    nt.links.new(g, b.inputs['Emission']); b.inputs['Emission Strength'].default_value = 1
    return m

def aim(o, target, roll=None):
    o.rotation_euler = (Vector(target) - o.location).to_track_quat('-Z', 'Y').to_euler()

def pane(name, loc, target, w, h, watt, col):
    l = bpy.data.lights.new(name, 'AREA'); l.shape = 'RECTANGLE'
    l.size, l.size_y, l.energy, l.color = w, h, watt, col
    o = bpy.data.objects.new(name, l); sc.collection.objects.link(o); o.location = loc; aim(o, target)
    return o

# ------------------------------------------------------------------- pieces
def foot(R, h):
    """Base mouldings shared by the men: plinth, quirk, torus, start of the stem."""
    return [(0, .8), (R - 1.2, .8, .5), (R, 2.2), (R, 4.6), (R - .8, 6.2), (R - 2.2, 6.9, .25),
            (R - 2.2, 7.7, .25), (R - 1.5, 8.9), (R - 1.9, 10.6), (R - 4.2, 12.4, .5), (R - 4.6, 13.2)]

def king_profile():
    return foot(19, 1) + [(12.6, 16), (10.4, 21), (8.7, 28), (7.6, 37), (7.0, 47), (7.0, 55), (7.5, 58.4, .3),
        (11.0, 59.4), (12.6, 60.5), (12.7, 61.5), (11.2, 62.6), (8.9, 63.2, .25), (8.9, 64.2, .25), (10.3, 65.0),
        (10.5, 65.9), (8.5, 66.9, .25), (7.9, 67.8), (8.2, 71), (9.2, 76), (10.7, 81.5), (11.9, 85.0), (12.2, 86.2, .35),
        (11.6, 87.0, .3), (10.4, 87.3), (7.0, 89.1), (4.0, 90.3), (3.0, 90.9, .2), (3.0, 91.5), (3.7, 92.3), (3.6, 93.2), (2.4, 94), (0, 94.2)]

def queen_profile():
    return foot(18, 1) + [(11.8, 16), (9.7, 21), (8.0, 28), (6.9, 37), (6.5, 46), (6.6, 50), (7.0, 52.4, .3),
        (10.4, 53.4), (11.8, 54.5), (11.8, 55.4), (10.2, 56.4), (8.2, 57, .25), (8.2, 57.9, .25), (9.4, 58.8), (7.7, 60, .25),
        (7.0, 61), (7.3, 65), (8.6, 71), (10.8, 76.5), (12.1, 79.2), (12.2, 80.2, .3), (10.8, 80.2, .4), (9.4, 78.2),
        (7.0, 78.8), (4.2, 80.6), (2.4, 81.6), (2.6, 82.6), (3.3, 84), (3.0, 85.6), (1.6, 86.8), (0, 87.1)]

def pawn_profile():
    return foot(15, 1) + [(9.2, 15.4), (7.2, 19), (5.6, 24), (4.9, 29.5), (5.2, 32.4, .3), (8.2, 33.2), (9.2, 34.1),
        (9.1, 34.9), (7.2, 35.8, .3), (5.3, 36.4, .2), (6.6, 37.6), (8.2, 40.2), (8.9, 43.2), (8.4, 46.6), (6.5, 49.6), (3.5, 51.5), (0, 52.1)]

def rook_profile():
    return foot(16.5, 1) + [(11.6, 16), (10.0, 20), (8.9, 26), (8.5, 33), (8.8, 38), (9.4, 40.2, .3), (11.6, 41.0),
        (12.2, 42, .3), (12.0, 43), (11.4, 44, .3), (11.9, 47), (12.4, 49.2, .3), (12.4, 50.0, .3), (9.6, 50.0, .3), (9.2, 47.4, .4), (0, 47)]

def felt(R, loc, rot=(0, 0, 0)):
    return lathe('felt', [(0, 0), (R - 2, 0), (R - 1.5, .4), (R - 1.8, .9), (0, .9)], FELT, loc, rot, 32)

def cross(mat, loc, z, turn):
    """Flared cross of a king as one extruded, bevelled outline (mm)."""
    q = [(1.5, 0), (1.15, 2.6), (4.3, 1.9), (4.6, 5.7), (1.2, 5.0), (1.9, 9.6)]
    pts = q + [(-x, y) for x, y in reversed(q)]
    me = bpy.data.meshes.new('cross'); bm = bmesh.new()
    f = bm.faces.new([bm.verts.new((x * MM, -1.5 * MM, y * MM)) for x, y in pts])
    r = bmesh.ops.extrude_face_region(bm, geom=[f])
    bmesh.ops.translate(bm, vec=(0, 3.0 * MM, 0), verts=[v for v in r['geom'] if isinstance(v, bmesh.types.BMVert)])
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces); bm.to_mesh(me); bm.free()
    o = bevel(add('cross', me, mat, (loc[0], loc[1], loc[2] + z * MM), (0, 0, turn)), .00055, 4)
    return o

def at(col, row, dx=0.0, dy=0.0):
    """Centre of a square (a1 = 0,0), men never stand dead centre."""
    return ((col - 3.5) * SQ + dx * MM, (row - 3.5) * SQ + dy * MM, 0)

def king(mat, loc, turn=0.0):
    return [felt(19, loc), lathe('king', king_profile(), mat, loc, (0, 0, turn)), cross(mat, loc, 93.2, turn)]

def queen(mat, loc):
    scallop = lambda r, z, a: (r, z - (1.5 * (.5 - .5 * math.cos(9 * a)) if z > 79 and r > 9 else 0))
    return [felt(18, loc), lathe('queen', queen_profile(), mat, loc, (0, 0, .2), 72, scallop)]

def rook(mat, loc, turn=.3):
    out = [felt(16.5, loc), lathe('rook', rook_profile(), mat, loc)]
    for k in range(6):                                   # battlements
        n, vs = 6, []
        for i in range(n + 1):
            a = turn + (k + .13 + .74 * i / n) * math.pi / 3
            for r, z in ((9.7, 49.2), (12.3, 49.2), (12.3, 53.6), (9.7, 53.6)):
                vs.append((r * MM * math.cos(a), r * MM * math.sin(a), z * MM))
        fs = [(4 * i + j, 4 * i + (j + 1) % 4, 4 * i + 4 + (j + 1) % 4, 4 * i + 4 + j) for i in range(n) for j in range(4)]
        fs += [(3, 2, 1, 0), tuple(4 * n + j for j in range(4))]
        me = bpy.data.meshes.new('merlon'); me.from_pydata(vs, [], fs); me.validate()
        out.append(bevel(add('merlon', me, mat, loc), .0005))
    return out

def pawn(mat, loc, rot=(0, 0, 0)):
    return [felt(15, loc, rot), lathe('pawn', pawn_profile(), mat, loc, rot)]

# ---------------------------------------------------------------- materials
FELT = plain('felt', (.012, .035, .02), .95)
BOX = wood('boxwood', (.46, .275, .115), (.66, .44, .215), (150, 150, 14), (.28, .46), .30, .035, wear=.30, pores=(.50, 1))
EBO = wood('ebonised', (.011, .0105, .0105), (.027, .0245, .0235), (150, 150, 14), (.40, .56), .10, .03, wear=.3, pores=(.7, 1))
SQ_L = wood('maple', (.44, .315, .185), (.60, .46, .30), (18, 240, 240), (.34, .58), .12, .07, SQ / 2, .5, (.62, 1))
SQ_D = wood('walnut', (.024, .0115, .0068), (.090, .045, .024), (18, 240, 240), (.34, .55), .12, .07, SQ / 2, .6, (.35, 1))
RIM = wood('rim', (.030, .013, .008), (.090, .043, .023), (14, 200, 200), (.30, .5), .18, .07, 0, .5, (.5, 1))
TABLE = wood('painted table', (.014, .026, .031), (.027, .044, .050), (5, 60, 60), (.42, .62), .05, .20, 0, .4)
BRASS = plain('brass', (.62, .43, .17), .3); BRASS.node_tree.nodes['Principled BSDF'].inputs['Metallic'].default_value = 1
PAGES = plain('pages', (.34, .29, .21), .9); DIAL = plain('dial', (.26, .245, .21), .6)

# -------------------------------------------------------------------- board
for c in range(8):
    for r in range(8):
        lift = rng.uniform(-.08, .05) * MM
        box('square', (SQ - .00012, SQ - .00012, .01), (*at(c, r)[:2], -.005 + lift),
            SQ_D if (c + r) % 2 == 0 else SQ_L, .00035, (rng.gauss(0, .0006), rng.gauss(0, .0006), 0))
half, rim = 4 * SQ, .034
for s in (-1, 1):
    box('inlay', (2 * half + .006, .0026, .01), (0, s * (half + .0015), -.0049), BOX, .0003)
    box('inlay', (.0026, 2 * half, .01), (s * (half + .0015), 0, -.0049), BOX, .0003)
    box('rim', (2 * (half + rim), rim - .003, .022), (0, s * (half + .003 + rim / 2 - .0015), -.0105), RIM, .0022)
    o = box('rim', (2 * half + .006, rim - .003, .022), (s * (half + .003 + rim / 2 - .0015), 0, -.0105), RIM, .0022, (0, 0, math.pi / 2))
box('table', (2.4, 1.5, .04), (0, .25, -.042), TABLE, .004)
wall = box('wall', (6, .1, 4), (0, 1.75, .9), wallpaint('wall', (.022, .034, .041), (.096, .084, .070)), .002)

# ----------------------------------------------------------------- position
# White: Kd4, Rc7, b5, f5.  Black: Kg8, Re8, b7, f7, h7.
hero_at = at(3, 3, 1.5, -1)
hero = king(BOX, hero_at, math.radians(14))
pawn(BOX, at(1, 4, -2, 2)); pawn(BOX, at(5, 4, 3, 1)); rook(BOX, at(2, 6, 1, 1))
king(EBO, at(6, 7, -2, 0), .5); pawn(EBO, at(5, 6, 2, -2)); pawn(EBO, at(7, 6, 0, 2)); rook(EBO, at(4, 7, 1, 0))
pawn(EBO, at(1, 6, 0, 1))
# a captured pawn lies on its side in front of the king: plinth and head touch the board
tilt = math.atan2(15 - 8.9, 43.2 - 3.4)
a = at(5, 2, 4, -8)
pawn(EBO, (a[0], a[1], 15 * MM * math.cos(tilt) - 3.4 * MM * math.sin(-tilt) * -1 + .0009), (math.pi / 2 + tilt, 0, math.radians(62)))

# --------------------------------------------------------------- background
def book(size, loc, col, turn):
    """Boards and a page block, lying flat."""
    w, d, h = size; z = loc[2] + h / 2
    box('pages', (w - .008, d - .008, h - .006), (loc[0], loc[1], z), PAGES, .001, (0, 0, turn))
    cloth = plain('cloth', col, .8)
    for s in (-1, 1): box('cover', (w, d, .003), (loc[0], loc[1], z + s * (h / 2 - .0015)), cloth, .001, (0, 0, turn))
    o = Vector((0, -d / 2 + .002, 0)); o.rotate(__import__('mathutils').Euler((0, 0, turn)))
    box('spine', (w, .004, h), (loc[0] + o.x, loc[1] + o.y, z), cloth, .0015, (0, 0, turn))
for i, (size, col, turn) in enumerate((((.24, .17, .034), (.13, .026, .022), .10), ((.225, .16, .026), (.17, .10, .03), .02), ((.20, .14, .022), (.025, .055, .065), .16))):
    book(size, (BOOKS[0], BOOKS[1], -.022 + (0, .034, .060)[i]), col, turn)
def clock(loc, turn):
    """Two dials in a wooden case, two plungers on top."""
    box('case', (.20, .062, .115), (loc[0], loc[1], loc[2] + .0575), RIM, .004, (0, 0, turn))
    for s in (-1, 1):
        c, n = Vector((s * .048, -.0315, .058)), math.radians(90)
        for r, y, m in ((39, 0, BRASS), (36, -.0006, DIAL)):
            q = c + Vector((0, y, 0)); q.rotate(__import__('mathutils').Euler((0, 0, turn)))
            lathe('dial', [(0, 1), (r - 1, 1), (r, 0)], m, Vector(loc) + q, (n, 0, turn), 48)
        for ang, ln in ((.6 * s + .4, 22), (2.1 - s, 31)):
            q = c + Vector((math.sin(ang) * ln * MM / 2, -.0022, math.cos(ang) * ln * MM / 2)); q.rotate(__import__('mathutils').Euler((0, 0, turn)))
            box('hand', (.0022, .001, ln * MM), Vector(loc) + q, EBO, .0002, (0, ang, turn))
        q = Vector((s * .06, 0, .115)); q.rotate(__import__('mathutils').Euler((0, 0, turn)))
        lathe('plunger', [(0, 12 - 3 * s), (5, 12 - 3 * s), (5, 8 - 3 * s), (3, 7 - 3 * s), (3, 0)], BRASS, Vector(loc) + q, (0, 0, 0), 24)
clock(CLOCK, -.22)

# ------------------------------------------------------------------- lights
win, look, warm = Vector((-1.50, .50, .68)), Vector((0, -.02, .03)), (1.0, .78, .55)
d = (look - win).normalized(); side = d.cross(Vector((0, 0, 1))).normalized(); up = side.cross(d)
key = pane('window', win, look, .34, .50, 235, warm)
key.data.use_nodes = True; kt = key.data.node_tree                   # glazing bars: one lamp, four panes
uv = nd(kt, 'SeparateXYZ', {0: nd(kt, 'NewGeometry').outputs['Parametric']})
bars = [nd(kt, 'Math', {0: nd(kt, 'Math', {0: nd(kt, 'Math', {0: uv.outputs[i], 1: .5}, operation='SUBTRACT').outputs[0]},
        operation='ABSOLUTE').outputs[0], 1: wd}, operation='GREATER_THAN').outputs[0] for i, wd in ((0, .035), (1, .027))]
kt.links.new(nd(kt, 'Math', {0: bars[0], 1: bars[1]}, operation='MULTIPLY').outputs[0], kt.nodes['Emission'].inputs['Strength'])

w = bpy.data.worlds.new('world'); sc.world = w; w.use_nodes = True; nt = w.node_tree
env = nd(nt, 'TexEnvironment', {'Vector': nd(nt, 'Mapping', {'Vector': nd(nt, 'TexCoord').outputs['Generated'],
         'Rotation': (0, 0, math.radians(200))}).outputs[0]}, image=bpy.data.images.load(HDRI + 'interior.exr'))
w.cycles.sampling_method = 'NONE'                  # every light sample goes to the window
calm = mul(nt, env.outputs[0], (1.6, 1.6, 1.6, 1), 1, 'DARKEN')       # cap hot pixels: no fireflies
nt.links.new(mul(nt, calm, (.62, .80, 1.16, 1)), nt.nodes['Background'].inputs[0]); nt.nodes['Background'].inputs[1].default_value = .13

# ------------------------------------------------------------------- camera
cam = bpy.data.cameras.new('cam'); co = bpy.data.objects.new('cam', cam); sc.collection.objects.link(co); sc.camera = co
K = Vector(hero_at)
co.location = K + Vector((.082, -.79, .205))
cam.lens, cam.clip_start = 90, .02
aim(co, K + Vector((.046, 0, .057)))
cam.dof.use_dof, cam.dof.aperture_fstop, cam.dof.aperture_blades = True, float(ENV('FSTOP', 3.5)), 9
fwd = co.rotation_euler.to_matrix() @ Vector((0, 0, -1))
cam.dof.focus_distance = (K + Vector((0, -.007, .07)) - co.location).dot(fwd)      # front of the head and collar

# ------------------------------------------------------------------- render
def flat_mask(keep):
    """Subject flat white, everything else black, same lens and focus."""
    def em(v):
        m = bpy.data.materials.new('mask'); m.use_nodes = True; t = m.node_tree; t.nodes.clear()
        e = nd(t, 'Emission', {'Color': (v, v, v, 1)}); t.links.new(e.outputs[0], nd(t, 'OutputMaterial').inputs[0]); return m
    W, B = em(1), em(0)
    for o in list(sc.objects):
        if o.type == 'LIGHT': bpy.data.objects.remove(o)
        elif o.type == 'MESH':
            o.data.materials.clear(); o.data.materials.append(W if o in keep else B)
    nt.nodes['Background'].inputs[1].default_value = 0
    sc.view_settings.view_transform, sc.view_settings.look = 'Standard', 'None'

def blur_map():
    """Every surface emits D |z - s| / s in pixels at its own depth z (D: entrance pupil, s: focus distance)."""
    m = bpy.data.materials.new('blur'); m.use_nodes = True; t = m.node_tree; t.nodes.clear()
    z, s = nd(t, 'CameraData').outputs['View Z Depth'], cam.dof.focus_distance
    op = lambda kind, a, b=0.0: nd(t, 'Math', {0: a, 1: b}, operation=kind).outputs[0]
    away = op('DIVIDE', op('ABSOLUTE', op('SUBTRACT', z, s)), z)
    v = op('MULTIPLY', away, cam.lens * MM / cam.dof.aperture_fstop / s * RES_X * cam.lens / cam.sensor_width)
    t.links.new(nd(t, 'Emission', {'Strength': v}).outputs[0], nd(t, 'OutputMaterial').inputs[0])
    for o in list(sc.objects):
        if o.type == 'LIGHT': bpy.data.objects.remove(o)
        elif o.type == 'MESH': o.data.materials.clear(); o.data.materials.append(m)
    nt.nodes['Background'].inputs[1].default_value = 0; cam.dof.use_dof = False; sc.cycles.filter_width = .01

r, cy = sc.render, sc.cycles
r.engine, cy.device, cy.samples, cy.use_denoising, cy.seed = 'CYCLES', 'CPU', SAMPLES, False, SEED
cy.use_adaptive_sampling = False                   # fixed pattern: a border render equals the full one to the pixel
cy.max_bounces, cy.diffuse_bounces, cy.glossy_bounces = 5, 3, 3
cy.caustics_reflective = cy.caustics_refractive = False
cy.sample_clamp_direct, cy.sample_clamp_indirect, cy.blur_glossy = 8, 2.5, .8
r.resolution_x, r.resolution_y, r.resolution_percentage, r.filepath = RES_X, RES_Y, 100, OUT
r.threads_mode, r.threads = 'FIXED', 2
if BORDER: r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))
sc.view_settings.view_transform, sc.view_settings.look, sc.view_settings.exposure = 'Filmic', 'Medium High Contrast', .3
if VARIANT == 'mask-king': flat_mask(hero); sc.view_settings.exposure = 0; r.image_settings.color_mode = 'BW'
if VARIANT == 'blur': blur_map(); cy.sample_clamp_direct = 0
t = time.time(); render_to(sc, OUT); print('RENDER %s %.1fs' % (VARIANT, time.time() - t))
