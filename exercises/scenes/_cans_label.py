"""Printed sleeves of the four cans: flat artwork in cm, rendered once to an image (imported by cans.py)."""
import math
import os
import bpy

FONTS = '/usr/share/fonts/opentype/urw-base35/'
WIDE, HIGH = math.pi * 5.7, 12.9                          # developed sleeve, cm
PAPER = (.80, .765, .70)

FLAVOURS = {                                              # ground, deep, light, accent in scene-linear colour
    1: dict(name=('rhubarb', 'and rose'), ground=(.60, .115, .105), deep=(.255, .020, .035), light=(.78, .36, .31), accent=(.86, .62, .50)),
    2: dict(name=('lemon', 'and thyme'), ground=(.73, .455, .035), deep=(.060, .062, .012), light=(.83, .66, .26), accent=(.86, .79, .58)),
    3: dict(name=('cucumber', 'and mint'), ground=(.085, .255, .135), deep=(.012, .062, .040), light=(.30, .49, .25), accent=(.66, .74, .50)),
    4: dict(name=('blackcurrant', 'and bay'), ground=(.135, .055, .215), deep=(.030, .012, .070), light=(.36, .20, .44), accent=(.74, .55, .66)),
}


def flat(name, col):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    t = m.node_tree
    t.nodes.clear()
    e, o = t.nodes.new('ShaderNodeEmission'), t.nodes.new('ShaderNodeOutputMaterial')
    e.inputs[0].default_value = (*col, 1)
    t.links.new(e.outputs[0], o.inputs[0])
    return m


class Sheet:
    """A throw-away scene that takes shapes and type and renders them flat, one unit = 1 cm."""

    def __init__(self):
        self.s = bpy.data.scenes.new('label')
        self.z = 0.0

    def put(self, data, x=0.0, y=0.0, rot=0.0):
        o = bpy.data.objects.new('l', data)
        self.s.collection.objects.link(o)
        self.z += .001
        o.location, o.rotation_euler.z = (x, y, self.z), rot
        return o

    def shape(self, pts, mat, x=0.0, y=0.0, rot=0.0):
        me = bpy.data.meshes.new('l')
        me.from_pydata([(*p, 0) for p in pts], [], [tuple(range(len(pts)))])
        me.materials.append(mat)
        return self.put(me, x, y, rot)

    def rect(self, x0, y0, x1, y1, mat):
        return self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], mat)

    def sector(self, x, y, r, a0, a1, mat, r0=0.0):
        n = max(8, int(abs(a1 - a0) / 2))
        arc = lambda q: [(q * math.cos(math.radians(a0 + (a1 - a0) * i / n)), q * math.sin(math.radians(a0 + (a1 - a0) * i / n))) for i in range(n + 1)]
        return self.shape(arc(r) + (arc(r0)[::-1] if r0 else ([(0, 0)] if abs(a1 - a0) < 360 else [])), mat, x, y)

    def text(self, body, size, x, y, mat, font='URWGothic-Demi.otf', align='CENTER', track=1.0, rot=0.0, weight=0.0, lead=1.0):
        c = bpy.data.curves.new('l', 'FONT')
        c.body, c.size, c.align_x, c.space_character, c.offset, c.resolution_u, c.space_line = body, size, align, track, weight, 8, lead
        c.font = bpy.data.fonts.load(os.path.join(FONTS, font), check_existing=True)
        c.materials.append(mat)
        return self.put(c, x, y, rot)

    def render(self, path, px_per_cm):
        s = self.s
        cam = bpy.data.cameras.new('flat')
        cam.type, cam.ortho_scale = 'ORTHO', max(WIDE, HIGH)
        o = bpy.data.objects.new('flat', cam)
        s.collection.objects.link(o)
        o.location = (WIDE / 2, HIGH / 2, 10)
        s.camera = o
        s.render.engine = 'CYCLES'
        s.cycles.samples, s.cycles.use_denoising, s.cycles.max_bounces = 12, False, 0
        s.render.resolution_x, s.render.resolution_y, s.render.filepath = round(WIDE * px_per_cm), round(HIGH * px_per_cm), path
        s.render.threads_mode, s.render.threads = 'FIXED', 2
        s.view_settings.view_transform = 'Standard'
        s.render.image_settings.file_format, s.render.image_settings.color_depth = 'PNG', '16'
        bpy.ops.render.render(write_still=True, scene=s.name)
        for k in list(s.collection.objects):
            bpy.data.objects.remove(k)
        bpy.data.scenes.remove(s)


def motif(sh, number, cx, cy, m):
    """Four by three tiles of quarter rounds: the same grid for every flavour, each with its own figure."""
    u = 1.12
    grid = {                                              # quarter (0-3), full (o), ring (r), leaf (l, k), solid (s), none (.)
        1: ['0132', '2310', 'ollo', 'l0k1'],
        2: ['1032', 'oo01', '23oo', 'k1l0'],
        3: ['lklk', 'r01r', '32lk', 'klro'],
        4: ['oro.', '.oro', 'lkor', 'o.kl'],
    }[number]
    cols = [m['light'], m['accent'], m['deep'], m['light'], m['accent']]
    for j, row in enumerate(grid):
        for i, k in enumerate(row):
            x, y = cx + (i - 1.5) * u, cy + (1.5 - j) * u
            col = cols[(i * 2 + j * 3 + number) % 5]
            if k in '0123':
                q = int(k)
                ox, oy = ((-1, -1), (1, -1), (1, 1), (-1, 1))[q]
                sh.sector(x + ox * u / 2, y + oy * u / 2, u * .97, 90 * q, 90 * q + 90, col)
            elif k == 'o':
                sh.sector(x, y, u * .47, 0, 360, col)
            elif k == 'r':
                sh.sector(x, y, u * .47, 0, 360, col)
                sh.sector(x, y, u * .23, 0, 360, m['ground'])
            elif k in 'lk':
                a = 45 if k == 'l' else 135
                n, r = 16, u * .66
                half = [(r * (2 * q / n - 1), u * .40 * (1 - (2 * q / n - 1) ** 2)) for q in range(n + 1)]
                pts = half + [(px, -py) for px, py in half[-2:0:-1]]
                sh.shape(pts, col, x, y, math.radians(a))



def sleeve(number, path, px_per_cm=190):
    """Artwork of one flavour to a 16 bit PNG. The front is centred on the sheet, the seam runs down the back."""
    f = FLAVOURS[number]
    m = {k: flat(k, f[k]) for k in ('ground', 'deep', 'light', 'accent')}
    paper = flat('paper', PAPER)
    ink, fine = (m['deep'], m['deep']) if number == 2 else (paper, m['accent'])     # pale type would drown on yellow
    sh = Sheet()
    sh.rect(-1, -1, WIDE + 1, HIGH + 1, m['ground'])
    sh.rect(-1, -1, WIDE + 1, 1.02, m['deep'])
    mid = WIDE / 2
    sh.text('brinlow', 1.66, mid, 8.60, ink, track=.97)
    sh.text('sparkling pressé', .56, mid, 10.20, fine, 'URWGothic-Book.otf', track=1.10)
    motif(sh, number, mid, 5.72, m)
    sh.text(f['name'][0], .72, mid, 2.50, ink, track=1.02)
    sh.text(f['name'][1], .72, mid, 1.66, ink, track=1.02)
    sh.text('330 ml', .42, mid, .42, m['accent'], 'URWGothic-Book.otf', track=1.12)
    x = 1.1                                               # back, left of the seam and right of it
    sh.text('%s %s' % f['name'], .50, x, 9.2, ink, align='LEFT')
    sh.text('Carbonated spring water, fruit juice\nfrom pressed fruit 18 %, cane sugar,\nherb infusion, lemon juice.\n\nServe at 6 °C. Turn once before opening.\nStore away from light. Recycle the can.\nBest before: see base.', .27, x, 8.5, fine, 'URWGothic-Book.otf', 'LEFT', 1.06, lead=1.15)
    for i, w in enumerate((2, 1, 3, 1, 1, 2, 1, 3, 2, 1, 1, 3, 1, 2, 2, 1, 3, 1, 1, 2)):
        x0 = 12.9 + i * .17
        sh.rect(x0, 2.2, x0 + .042 * w, 4.0, m['deep'])
    sh.text('per 100 ml\nenergy 98 kJ\nsugars 5.1 g\nsalt 0 g', .30, 13.0, 8.9, ink, 'URWGothic-Book.otf', 'LEFT', 1.06, lead=1.2)
    sh.render(path, px_per_cm)
