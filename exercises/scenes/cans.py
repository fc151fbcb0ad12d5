# Four cans of one drink in one studio set. Run: blender -b -P cans.py     1 unit = 1 cm
# Env: RES_X RES_Y SAMPLES SEED OUT BORDER FSTOP LABELS (folder of the printed sleeves; one that is there is used again), VARIANT=1|2|3|4|set|mask-1 … mask-4
#   1-4: the set with one can.  set: surface, backdrop, block and grey card without a can.  mask-N: can N white on black.
#   OUT=name.png: developed picture. OUT=name.exr: scene-linear name_rgb.exr, name_albedo.exr and name_normal.exr for _finish.py.
#   BORDER=x0,x1,y0,y1 (fractions, y from below): render this region only; same seed, same noise pattern.
import bpy, math, os, sys, time
import numpy as np
from mathutils import Matrix, Vector, noise as mnoise
sys.path.append(os.path.dirname(os.path.abspath(__file__)))
from _breakfast_lib import aim, box, grid_faces, lathe, link, mesh, smooth_profile, tube, N
from _cans_label import HIGH, sleeve
from _passes import render_to

ENV = os.environ.get
RES = int(ENV('RES_X', 600)), int(ENV('RES_Y', 400))
SAMPLES, SEED, OUT, VARIANT = int(ENV('SAMPLES', 16)), int(ENV('SEED', 1)), ENV('OUT', os.path.join(os.getcwd(), 'cans.png')), ENV('VARIANT', '1')
BORDER, FSTOP, LABELS = ENV('BORDER', ''), float(ENV('FSTOP', 8)), ENV('LABELS', os.getcwd())
MASK, NUMBER = VARIANT.startswith('mask-'), int(VARIANT[-1]) if VARIANT[-1].isdigit() else 0
AT, TURN = (2.30, 0.0), {1: 1.5, 2: -2.5, 3: 3.5, 4: -.5}   # on the same mark every time; turned by hand, degrees
mnoise.seed_set(3)


# ---------------------------------------------------------------- materials
def limestone():
    n = N('limestone'); p = n.coord()
    cloud = n.noise(p, .16, 7, .60, .4); fine = n.noise(p, 1.5, 8, .66); pit = n.voronoi(p, 2.6)
    where = n.step(n.noise(p, .5, 4), .45, .62)
    hole = n.math('MULTIPLY', n.step(pit, .13, .05), where)
    fossil = n.math('MULTIPLY', n.step(n.noise(n.coord((1.0, 2.3, 1)), 1.7, 3, .5, 1.1), .63, .70), .5)
    c = n.ramp(cloud, (.28, (.455, .430, .395)), (.55, (.515, .490, .452)), (.78, (.565, .540, .502)))
    c = n.mix(n.step(fine, .35, .7, 0, .30), c, (.62, .595, .56)); c = n.mix(fossil, c, (.40, .37, .33)); c = n.mix(n.math('MULTIPLY', hole, .7), c, (.16, .14, .12))
    h = n.math('SUBTRACT', n.math('MULTIPLY', fine, .22), n.math('MULTIPLY', hole, 1.3))
    n.set(Base_Color=c, Roughness=n.math('ADD', n.step(n.noise(p, .35, 8, .68), .3, .7, .30, .44), n.math('MULTIPLY', hole, .3)), Specular=.40, Normal=n.bump(h, .22, .03))
    return n.m

def plaster():
    n = N('plaster'); p = n.coord()
    trowel = n.noise(n.coord((1, 1, .45)), .085, 9, .60, 1.4); grain = n.noise(p, 4.5, 6, .7)
    c = n.ramp(trowel, (.28, (.42, .355, .285)), (.55, (.475, .405, .330)), (.78, (.52, .448, .370)))
    n.set(Base_Color=c, Roughness=.88, Specular=.2, Normal=n.bump(n.math('ADD', n.math('MULTIPLY', trowel, 3.0), n.math('MULTIPLY', grain, .2)), .35, .12))
    return n.m

def concrete():
    n = N('concrete'); p = n.coord()
    cloud = n.noise(p, .30, 8, .62, .3); pore = n.voronoi(n.vec('ADD', p, n.vec('MULTIPLY', n.noise(p, 3, 3, out='Color'), (.2, .2, .2))), 2.2)
    hole = n.math('MULTIPLY', n.step(pore, .16, .09), n.step(n.noise(p, .6, 3), .47, .58))
    tone = lambda v: (v, v, v)
    c = n.ramp(cloud, (.28, tone(.215)), (.5, tone(.262)), (.76, tone(.312))); c = n.mix(n.math('MULTIPLY', n.noise(p, 11, 4, .7), .22), c, tone(.36)); c = n.mix(hole, c, tone(.075))
    n.set(Base_Color=c, Roughness=.84, Specular=.25, Normal=n.bump(n.math('SUBTRACT', n.math('MULTIPLY', n.noise(p, 7, 6), .2), n.math('MULTIPLY', hole, 1.6)), .4, .06))
    return n.m

def card(name, v):
    """Matt card, spectrally flat: equal red, green and blue."""
    n = N(name); p = n.coord(); k = n.noise(p, 1.2, 6, .6)
    n.set(Base_Color=n.ramp(k, (.3, (v * .985,) * 3), (.7, (v * 1.015,) * 3)), Roughness=.78, Specular=.16, Normal=n.bump(n.noise(p, 34, 4), .06, .01))
    return n.m

def aluminium(name='aluminium', lo=.16, hi=.26, tone=(.80, .80, .795)):
    n = N(name); p = n.coord()
    n.set(Base_Color=tone, Metallic=1.0, Roughness=n.step(n.noise(p, 2.4, 8, .7), .3, .75, lo, hi), Normal=n.bump(n.noise(p, 26, 4, .6), .03, .01))
    return n.m

def sleeve_material(path):
    """Ink and matt varnish over aluminium: the metal shows through the coloured inks, hardly through the pale ones."""
    n = N('sleeve'); tex = n.new('TexImage', image=bpy.data.images.load(path), interpolation='Cubic', extension='EXTEND'); n.put(tex.inputs[0], n.new('TexCoord').outputs['UV'])
    lum = n.new('RGBToBW'); n.put(lum.inputs[0], tex.outputs[0]); p = n.coord()
    turn = n.noise(n.coord((1.2, 1.2, 46)), 1.0, 4, .6); handled = n.noise(p, .5, 8, .68)
    n.set(Base_Color=n.mix(n.step(turn, .3, .7, 0, .10), tex.outputs[0], (.0, .0, .0)), Metallic=n.step(lum.outputs[0], .72, .40, .06, .50), Specular=.5,
          Roughness=n.math('ADD', n.step(turn, .3, .7, .235, .29), n.step(handled, .42, .74, 0, .06)), Clearcoat=.45, Clearcoat_Roughness=.10,
          Normal=n.bump(n.math('ADD', n.math('MULTIPLY', turn, .5), n.noise(p, .9, 3)), .035, .03))
    return n.m


# ---------------------------------------------------------------- can
BODY = [(2.62, .62), (2.735, .92), (2.80, 1.14), (2.838, 1.38), (2.85, 1.70), (2.85, 3.2), (2.85, 5.0), (2.85, 7.0), (2.85, 9.0), (2.85, 11.0), (2.85, 11.9), (2.842, 12.15), (2.805, 12.42), (2.735, 12.68), (2.65, 12.93), (2.575, 13.18), (2.525, 13.42), (2.50, 13.60)]

def dent(v):
    """A can that has been through a crate: panels a few hundredths out of round, one soft dent low on the side."""
    p = v * .32; d = .020 * mnoise.noise(Vector((p.x, p.y, p.z * .5))) + .006 * mnoise.noise(v * 1.1)
    q = v - Vector((2.55, -1.30, 3.0)); d -= .055 * math.exp(-(q.x ** 2 + q.y ** 2) / .9 - q.z ** 2 / 1.2)
    f = 1 + d / 2.85 * min(1, max(0, (12.4 - v.z) / 1.5)) * min(1, max(0, (v.z - .9) / 1.2)); return Vector((v.x * f, v.y * f, v.z))

def build_can(art):
    out = []; prof = smooth_profile(BODY, .05); n = 256; th = np.linspace(-np.pi / 2 - np.pi, -np.pi / 2 + np.pi, n + 1)
    v = [dent(Vector((r * math.cos(a), r * math.sin(a), z))) for r, z in prof for a in th]
    arc = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(prof, axis=0), axis=1))]); uv = np.stack(np.broadcast_arrays((th + 1.5 * np.pi)[None] / (2 * np.pi), (prof[:, 1:] - prof[0, 1]) / HIGH), -1).reshape(-1, 2)
    out.append(mesh('body', v, grid_faces(len(prof), n + 1), sleeve_material(art), uv=uv))
    alu, lidm = aluminium(), aluminium('lid', .20, .30, (.77, .77, .765))
    out.append(lathe('base', [(2.10, .42), (2.20, .16), (2.27, .03), (2.34, .0), (2.42, .03), (2.50, .22), (2.56, .45), (2.625, .63)], alu, step=.02))
    out.append(lathe('neck', [(2.503, 13.58), (2.49, 13.68), (2.488, 13.80), (2.52, 13.88)], alu, step=.02))
    out.append(lathe('rim', [(2.50, 13.86), (2.56, 13.90), (2.585, 13.96), (2.587, 14.20), (2.575, 14.30), (2.53, 14.37), (2.47, 14.385), (2.415, 14.35), (2.385, 14.26), (2.365, 14.0), (2.335, 13.78), (2.29, 13.70), (2.23, 13.70), (2.185, 13.77), (2.165, 13.88), (2.12, 13.935), (2.02, 13.945), (1.75, 13.925), (1.70, 13.895), (1.66, 13.885), (1.2, 13.885), (.6, 13.89), (0, 13.89)], lidm, step=.02))
    c = bpy.data.curves.new('tab', 'CURVE'); c.dimensions, c.fill_mode, c.extrude, c.bevel_depth, c.bevel_resolution, c.resolution_u = '2D', 'BOTH', .018, .045, 3, 12
    def loop(pts):
        s = c.splines.new('NURBS'); s.points.add(len(pts) - 1); s.order_u, s.use_cyclic_u = 3, True
        for q, (x, y) in zip(s.points, pts): q.co = (x, y, 0, 1)
    loop([(-.55, -.50), (-.66, .1), (-.72, .75), (-.60, 1.30), (-.22, 1.52), (.22, 1.52), (.60, 1.30), (.72, .75), (.66, .1), (.55, -.50), (.30, -.72), (-.30, -.72)])
    loop([(-.40, .62), (-.40, 1.02), (-.20, 1.22), (.20, 1.22), (.40, 1.02), (.40, .62), (.22, .46), (-.22, .46)])
    c.materials.append(alu); tab = link(bpy.data.objects.new('tab', c)); tab.location = (0, 0, 14.02); tab.rotation_euler = (math.radians(2.2), 0, math.radians(152)); out.append(tab)
    out.append(lathe('rivet', [(.26, 13.88), (.26, 14.05), (.25, 14.10), (.19, 14.135), (.10, 14.14), (0, 14.135)], alu, step=.02))
    a = math.radians(152 + 180); d = Vector((-math.sin(a), math.cos(a)))
    ring = [(d.x * .98 + .86 * math.cos(t) , d.y * .98 + .86 * math.sin(t), 13.894) for t in np.linspace(0, 2 * np.pi, 48)]
    out.append(tube('score', ring, .018, aluminium('score', .3, .4, (.42, .42, .42)), res=3))
    at = Matrix.Translation((*AT, .004)) @ Matrix.Rotation(math.radians(TURN[NUMBER]), 4, 'Z')
    bpy.context.view_layer.update()
    for o in out: o.matrix_world = at @ o.matrix_world
    return out


# ---------------------------------------------------------------- set
def build_set():
    box('slab', (190, 74, 4), (0, 7, -2), limestone(), .28)
    w = mesh('wall', [(-190, 0, -60), (190, 0, -60), (190, 0, 150), (-190, 0, 150)], [(0, 1, 2, 3)], plaster()); w.location = (0, 50, 0)
    block = concrete()
    o = lathe('block', [(0, 0), (3.3, 0), (3.42, .04), (3.50, .14), (3.50, .5), (3.50, 3.0), (3.50, 5.6), (3.50, 6.06), (3.42, 6.16), (3.3, 6.20), (2.2, 6.20), (0, 6.20)], block, step=.06,
              warp=lambda x, y, z: (x * (1 + .004 * np.sin(3 * z + x)), y, z))
    o.location = (-9.1, 5.6, 0)
    # grey card: white, middle grey and black field on one board, leaning on the block
    tilt = Matrix.Translation((-6.7, .15, 0)) @ Matrix.Rotation(math.radians(-9), 4, 'Z') @ Matrix.Rotation(math.radians(-13), 4, 'X')
    bpy.context.view_layer.update()
    board = box('card board', (5.6, .22, 8.6), (0, 0, 4.3), card('board', .045), .03); board.matrix_world = tilt @ Matrix.Translation((0, 0, 4.3))
    for i, (v, z) in enumerate(((.86, 7.12), (.19, 4.30), (.032, 1.48))):
        f = box('card %d' % i, (5.2, .05, 2.72), (0, 0, 0), card('card %d' % i, v), .012); f.matrix_world = tilt @ Matrix.Translation((0, -.125, z))

def light(name, loc, target, sx, sy, watt, col=(1, 1, 1)):
    l = bpy.data.lights.new(name, 'AREA'); l.shape, l.size, l.size_y, l.energy, l.color = 'RECTANGLE', sx, sy, watt, col
    o = link(bpy.data.objects.new(name, l)); o.location = loc; aim(o, target); return o

def build_light():
    light('key', (-58, -36, 58), (2, 0, 5), 26, 40, 105e3, (1, .985, .965))
    light('wall', (-62, 12, 30), (6, 50, 10), 20, 40, 26e3, (1, .975, .94))
    light('top', (0, 10, 92), (0, 12, 0), 90, 40, 16e3)
    light('fill', (46, -86, 48), (0, 0, 6), 80, 60, 9e3)
    for x, y, w, h, glow in ((-30, -13, 9, 60, 4.4), (31, 3, 5, 60, 3.2)):            # strip boxes, flagged off the set: only their mirror image is wanted
        n = N('strip'); e = n.new('Emission', Strength=glow); n.t.links.new(e.outputs[0], n.out.inputs[0]); n.m.cycles.sample_as_light = False
        o = mesh('strip', [(-w / 2, -h / 2, 0), (w / 2, -h / 2, 0), (w / 2, h / 2, 0), (-w / 2, h / 2, 0)], [(0, 1, 2, 3)], n.m); o.location = (x, y, 26); aim(o, (2, 0, 26)); o.visible_diffuse = o.visible_camera = o.visible_shadow = False
    w = bpy.data.worlds.new('w'); sc.world = w; w.use_nodes = True
    w.node_tree.nodes['Background'].inputs[0].default_value = (1, 1, 1, 1); w.node_tree.nodes['Background'].inputs[1].default_value = .07

def build_camera():
    c = bpy.data.cameras.new('cam'); c.lens, c.clip_start, c.clip_end = 92, 1, 2000
    o = link(bpy.data.objects.new('cam', c)); o.location = (-.9, -84, 17.2); aim(o, (-.9, 0, 6.7)); sc.camera = o
    if FSTOP: c.dof.use_dof, c.dof.focus_distance, c.dof.aperture_fstop, c.dof.aperture_blades = True, 83.0, FSTOP / 100, 9

def setup_render():
    sc.render.engine = 'CYCLES'; c = sc.cycles; c.device, c.samples, c.use_denoising, c.seed, c.use_adaptive_sampling = 'CPU', SAMPLES, False, SEED, False
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 6, 3, 4; c.caustics_reflective = c.caustics_refractive = False; c.sample_clamp_indirect, c.sample_clamp_direct, c.blur_glossy = 4, 20, .5
    r = sc.render; r.resolution_x, r.resolution_y = RES; r.filepath = OUT; r.threads_mode, r.threads = 'FIXED', 2
    sc.view_settings.view_transform, sc.view_settings.look = 'Filmic', 'Medium High Contrast'
    if BORDER: r.use_border = True; r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y = (float(x) for x in BORDER.split(','))

def emission(v):
    m = bpy.data.materials.new('mask'); m.use_nodes = True; t = m.node_tree; t.nodes.clear(); e, o = t.nodes.new('ShaderNodeEmission'), t.nodes.new('ShaderNodeOutputMaterial')
    e.inputs[0].default_value = (v, v, v, 1); t.links.new(e.outputs[0], o.inputs[0]); return m

def as_mask(keep):
    white, black = emission(1), emission(0)
    for o in list(sc.objects):
        if o.type == 'LIGHT': bpy.data.objects.remove(o)
        elif o.type in ('MESH', 'CURVE'): o.data.materials.clear(); o.data.materials.append(white if o in keep else black)
    sc.world.node_tree.nodes['Background'].inputs[1].default_value = 0; sc.view_settings.view_transform, sc.view_settings.look = 'Standard', 'None'; sc.render.image_settings.color_mode = 'BW'


t0 = time.time(); bpy.ops.wm.read_factory_settings(use_empty=True); sc = bpy.context.scene
if NUMBER:
    art = os.path.join(LABELS, 'sleeve-%d.png' % NUMBER)
    if not os.path.exists(art): sleeve(NUMBER, art)
setup_render(); build_set(); can = build_can(art) if NUMBER else []
build_light(); build_camera()
if MASK: as_mask(can)
t1 = time.time(); render_to(sc, OUT); print('BUILD %.1f RENDER %.1f' % (t1 - t0, time.time() - t1))
