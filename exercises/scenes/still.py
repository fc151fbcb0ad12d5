"""A vase, two pears and a jar on a table, under one light at a time. Blender 3.4, Cycles; units are metres, z = 0 is the table top.

    blender -b -P still.py

Environment
    RES_X RES_Y SAMPLES SEED     default 900 600 24 1
    OUT                          stem of the files written (default ./still)
    LIGHTS                       comma list out of LIGHTS below (default: all)
    FOCAL FSTOP                  mm and f-number; the camera moves so that the vase keeps its size (default 50, 5.6)
    BORDER                       x0,x1,y0,y1 in 0..1, y from below: render that part only

Written: linear half-float EXR, one per light OUT_<light>.exr, the room's faint light OUT_env.exr, and OUT_albedo.exr,
OUT_normal.exr as guides for the noise reduction. `_still_finish.py` weighs and develops them: light adds up, so every
direction, hardness, colour and contrast comes out of one render.
"""
import math
import os
import sys

import bpy
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _breakfast_lib import N, aim, box, lathe, link, tube  # noqa: E402

ENV = os.environ.get
OUT = os.path.abspath(ENV('OUT', 'still'))
FOCAL, FSTOP = float(ENV('FOCAL', 50)), float(ENV('FSTOP', 5.6))
bpy.ops.wm.read_factory_settings(use_empty=True)
sc = bpy.context.scene
vl = sc.view_layers[0]

# name: (place, size of the source in m, power in W). Hard and soft stand in the same place: only the size differs.
SOFT, HARD = 1.15, .035
PLACES = {'side': (-1.05, -.12, .62), 'back': (.62, .78, .78), 'top': (.02, .06, 1.25), 'front': (.10, -1.25, .52)}
LIGHTS = {f'{d}-{q}': (p, SOFT if q == 'soft' else HARD) for d, p in PLACES.items() for q in ('soft', 'hard')}
chosen = ENV('LIGHTS', ','.join(LIGHTS)).split(',')


# ------------------------------------------------------------------------------------------------- materials
def vase_surface():
    """Celadon glaze that stops above a bare foot, over a body with throwing rings."""
    n = N('vase')
    o = n.coord(1)
    z = n.xyz(o)[2]
    throw = n.new('TexWave', bands_direction='Z', wave_profile='SIN', Scale=62.0, Distortion=1.6, Detail=2.0, Detail_Scale=9.0, Vector=o).outputs['Fac']
    grog = n.noise(o, 700, 4, .7)
    body = n.math('ADD', n.math('MULTIPLY', throw, .25), n.math('MULTIPLY', n.noise(o, 55, 4, .5), .5))
    b = n.bump(body, .20, .0009)
    clay = n.mix(.65, (.37, .245, .165), n.ramp(grog, (.32, (.62, .57, .52)), (.65, (1.15, 1.12, 1.1))), 'MULTIPLY')
    flow = n.noise(n.coord((1, 1, .3)), 34, 6, .6)
    col = n.ramp(flow, (.28, (.055, .120, .105)), (.5, (.098, .185, .158)), (.74, (.19, .285, .235)))
    spots = n.step(n.voronoi(n.vec('ADD', o, n.vec('MULTIPLY', n.noise(o, 240, 2, out='Color'), (.002,) * 3)), 190), .23, .13)
    speck = n.math('MULTIPLY', spots, n.step(n.noise(o, 120, 2), .52, .62))
    col = n.mix(n.math('MULTIPLY', speck, .7), col, (.045, .03, .018))
    rim = n.step(n.math('ADD', z, n.math('MULTIPLY', n.noise(o, 60, 4), .004)), .2775, .2815)
    col = n.mix(n.math('MULTIPLY', rim, .7), col, (.17, .105, .06))
    wave = n.math('MULTIPLY', n.math('SUBTRACT', n.noise(n.coord((1, 1, .2)), 17, 3), .5), .030)
    bare = n.step(n.math('ADD', z, wave), .0765, .0755)
    edge = n.step(n.math('ABSOLUTE', n.math('SUBTRACT', n.math('ADD', z, wave), .0785)), .0030, .0004)
    col = n.mix(n.math('MULTIPLY', edge, .4), col, (.26, .33, .30))
    b = n.bump(n.math('SUBTRACT', n.math('MULTIPLY', edge, .5), n.math('MULTIPLY', bare, .35)), .5, .0012, b)
    b = n.bump(n.math('MULTIPLY', grog, bare), .55, .0007, b)
    n.set(Base_Color=n.mix(bare, col, clay), Roughness=n.mix(bare, n.step(n.noise(o, 30, 5, .6), .3, .75, .09, .20), (.9,) * 3),
          Specular=n.step(bare, 0, 1, .55, .15), Normal=b)
    return n.m


def pear_skin():
    n = N('pear')
    o = n.coord(1, per_object=True)
    tone = n.noise(o, 13, 4, .6)
    col = n.ramp(tone, (.30, (.27, .29, .050)), (.52, (.40, .37, .075)), (.74, (.47, .33, .085)))
    x = n.xyz(n.coord(1))[0]
    blush = n.math('MULTIPLY', n.step(n.math('ADD', x, n.math('MULTIPLY', n.noise(o, 26, 4), .03)), .022, .050), .8)
    col = n.mix(blush, col, (.46, .13, .05))
    dots = n.math('MULTIPLY', n.step(n.voronoi(o, 210), .20, .10), n.step(n.noise(o, 90, 2), .42, .55))
    col = n.mix(n.math('MULTIPLY', dots, .40), col, (.22, .15, .05))
    russet = n.step(n.math('ADD', n.xyz(n.coord(1))[2], n.math('MULTIPLY', n.noise(o, 80, 6, .7), .022)), .092, .106)
    col = n.mix(n.math('MULTIPLY', russet, .6), col, (.30, .17, .06))
    n.set(Base_Color=col, Roughness=n.step(n.noise(o, 60, 5), .3, .7, .36, .52), Specular=.38, Subsurface=.06, Subsurface_Radius=(.01, .006, .002),
          Subsurface_Color=(.55, .42, .10), Normal=n.bump(n.math('ADD', n.noise(o, 70, 4), n.math('MULTIPLY', dots, .3)), .16, .0012))
    return n.m


def plain(name, col, rough, scale, depth, spec=.3, amount=.3):
    """A painted or plastered surface: cloudy tone, fine tooth, uneven roughness."""
    n = N(name)
    o = n.coord(1)
    cloud, tooth = n.noise(o, scale, 7, .62), n.noise(o, scale * 28, 5, .65)
    lo, hi = (tuple(c * k for c in col) for k in (1 - amount, 1 + amount * .5))
    n.set(Base_Color=n.mix(.35, n.ramp(cloud, (.3, lo), (.7, hi)), n.ramp(tooth, (.3, (.8,) * 3), (.7, (1.12,) * 3)), 'MULTIPLY'),
          Roughness=n.step(cloud, .3, .7, rough - .08, rough + .08), Specular=spec, Normal=n.bump(n.math('ADD', cloud, n.math('MULTIPLY', tooth, .35)), .4, depth))
    return n.m


def oak():
    n = N('oak')
    v = n.coord((1.1, 9, 9), per_object=True)
    g = n.vec('ADD', v, n.vec('MULTIPLY', n.noise(v, .9, 3, .5, out='Color'), (0, 1.1, .9)))
    fibre = n.noise(n.vec('MULTIPLY', g, (.5, 12, 12)), 2.6, 10, .68)
    rings = n.new('TexWave', wave_type='BANDS', bands_direction='Y', wave_profile='SAW', Scale=1.3, Distortion=6.0, Detail=4.0, Detail_Scale=.55, Vector=g).outputs['Fac']
    col = n.ramp(rings, (0, (.105, .064, .040)), (.6, (.085, .050, .030)), (.9, (.048, .027, .016)), (1, (.098, .060, .038)))
    col = n.mix(.55, col, n.ramp(fibre, (.30, (.45, .40, .34)), (.55, (1, 1, 1)), (.72, (1.25, 1.2, 1.15))), 'MULTIPLY')
    n.set(Base_Color=col, Roughness=n.step(fibre, .3, .8, .34, .55), Specular=.4, Normal=n.bump(fibre, .35, .0009))
    return n.m


# ------------------------------------------------------------------------------------------------- things
def lean(dx, dy, bulge):
    """Moves the axis with height and makes the round a little less than round."""
    def warp(x, y, z):
        a = np.arctan2(y, x)
        k = 1 + bulge * np.sin(2 * a + .6) + bulge * .6 * np.sin(3 * a + 2.1 + z * 30)
        return x * k + dx * (z / .1) ** 2, y * k + dy * (z / .1) ** 2, z
    return warp


lathe('vase', [(0, .004), (.038, .002), (.0445, 0, 1), (.047, .003), (.0555, .020), (.0735, .058), (.0815, .096), (.0775, .134), (.061, .170), (.0405, .200),
               (.0305, .228), (.0295, .252), (.0355, .274), (.0400, .2815), (.0395, .2835), (.0375, .2825), (.0325, .270), (.0262, .250), (.0275, .226),
               (.0370, .198), (.0570, .168), (.0735, .132), (.0775, .096), (.0695, .058), (.0500, .022), (0, .012)], vase_surface(),
      seg=220, warp=lambda x, y, z: (x * (1 + .004 * np.sin(2 * np.arctan2(y, x))), y, z))

skin = pear_skin()
stem = plain('stem', (.10, .055, .025), .8, 90, .0008)
PEAR = [(0, .006), (.010, .003), (.024, .0005), (.034, .006), (.0415, .022), (.0425, .038), (.0375, .056), (.0285, .074), (.0205, .090), (.0165, .101), (.0120, .1085), (.005, .1095), (0, .1075)]


def pear(name, loc, rot, s, bulge):
    o = lathe(name, PEAR, skin, seg=140, warp=lean(.006, .003, bulge), loc=loc, rot=rot)
    o.scale = (s,) * 3
    t = tube(name + ' stem', [(.0068, .0034, .105), (.0072, .0036, .113), (.0095, .003, .121), (.0135, .002, .128)], .0021, stem, radii=[.8, .8, .9, 1.25], loc=loc, rot=rot)
    t.scale = (s,) * 3


pear('pear', (.128, -.062, 0), (0, 0, .5), .96, .016)
# the second one lies: on its belly, stalk to the lower right
pear('pear lying', (.212, .062, .0395), (math.radians(97), 0, math.radians(64)), .92, .02)

lathe('jar', [(0, .002), (.055, 0), (.066, .006), (.074, .05), (.076, .12), (.070, .165), (.052, .185), (.050, .20), (.056, .212), (.052, .214), (.045, .20), (.047, .185), (.06, .16), (.065, .10), (.06, .02), (0, .01)],
      plain('jar', (.035, .030, .028), .38, 30, .0006, .5), seg=160, loc=(-.185, .46, 0))
lathe('bowl', [(0, .004), (.03, 0), (.034, .004), (.05, .018), (.085, .05), (.098, .078), (.0965, .080), (.081, .052), (.045, .020), (0, .013)],
      plain('bowl', (.62, .57, .50), .42, 26, .0006, .4, .15), seg=180, loc=(.30, .50, 0))
top = oak()
for i in range(12):
    box('plank', (3.2, .158, .04), (.02 * math.sin(i * 7.1), -.92 + .1595 * i, -.02), top, bevel=.0016)
wall = plain('wall', (.44, .42, .39), .85, 2.4, .004, .2, .22)
box('wall', (8, .1, 4), (0, 1.15, 1.2), wall, bevel=.001)
box('far', (8, .1, 4), (0, -4, 1.2), plain('far', (.10,) * 3, .9, 2, .001), bevel=.001)


# ------------------------------------------------------------------------------------------------- light and camera
def group(name, o):
    vl.lightgroups.add(name=name)
    o.lightgroup = name


for name in chosen:
    place, size = LIGHTS[name]
    data = bpy.data.lights.new(name, 'AREA')
    data.shape, data.size, data.energy = 'DISK', size, 18
    lamp = link(bpy.data.objects.new(name, data))
    lamp.location = place
    aim(lamp, (.05, 0, .10))
    lamp.visible_camera = False
    if name.startswith('back'):
        data.spread = math.radians(118)                   # the wall behind it stays dark
    group(name, lamp)
world = bpy.data.worlds.new('room')
sc.world = world
world.use_nodes = True
bg = world.node_tree.nodes['Background']
bg.inputs[0].default_value, bg.inputs[1].default_value = (.92, .97, 1.0, 1), .11
group('env', world)

cam = bpy.data.cameras.new('cam')
cam.lens, cam.sensor_width = FOCAL, 36
eye = link(bpy.data.objects.new('cam', cam))
look = np.array((.055, 0, .122))
away = 1.00 * FOCAL / 50
rise = math.radians(7)
eye.location = tuple(look + away * np.array((.05, -math.cos(rise), math.sin(rise))))
aim(eye, tuple(look))
cam.dof.use_dof, cam.dof.focus_distance, cam.dof.aperture_fstop = True, away - .06, FSTOP
sc.camera = eye

sc.render.engine = 'CYCLES'
c = sc.cycles
c.device, c.samples, c.seed, c.use_adaptive_sampling, c.use_denoising = 'CPU', int(ENV('SAMPLES', 24)), int(ENV('SEED', 1)), False, False
c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transmission_bounces = 8, 3, 4, 8
c.caustics_reflective = c.caustics_refractive = False
c.sample_clamp_indirect = 4
sc.render.resolution_x, sc.render.resolution_y, sc.render.resolution_percentage = int(ENV('RES_X', 900)), int(ENV('RES_Y', 600)), 100
if ENV('BORDER'):
    r = sc.render
    r.use_border, (r.border_min_x, r.border_max_x, r.border_min_y, r.border_max_y) = True, map(float, ENV('BORDER').split(','))
vl.use_pass_diffuse_color = vl.use_pass_glossy_color = vl.use_pass_normal = True

sc.use_nodes = True
tree = sc.node_tree
tree.nodes.clear()
layers, files = tree.nodes.new('CompositorNodeRLayers'), tree.nodes.new('CompositorNodeOutputFile')
both = tree.nodes.new('CompositorNodeMixRGB')
both.blend_type = 'ADD'
tree.links.new(layers.outputs['DiffCol'], both.inputs[1])
tree.links.new(layers.outputs['GlossCol'], both.inputs[2])
files.base_path = os.path.dirname(OUT)
files.format.file_format, files.format.color_depth, files.format.color_mode, files.format.exr_codec = 'OPEN_EXR', '16', 'RGB', 'ZIP'
files.file_slots.clear()
stem_name = os.path.basename(OUT)
passes = [('albedo', both.outputs[0]), ('normal', layers.outputs['Normal'])] + [(g, layers.outputs['Combined_' + g]) for g in chosen + ['env']]
for name, socket in passes:
    files.file_slots.new(f'{stem_name}_{name}_')
    tree.links.new(socket, files.inputs[-1])
bpy.ops.render.render()
for name, _ in passes:
    os.replace(os.path.join(files.base_path, f'{stem_name}_{name}_{sc.frame_current:04d}.exr'), f'{OUT}_{name}.exr')
