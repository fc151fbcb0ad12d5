# What lives in the street of facade.py: tree, bicycle, lamp post, pots and plants.
import math, random
from mathutils import Vector
from _facade_lib import R

def blade(P, m, at, d, up, l, w, fold=.25):
    """A leaf: four faces folded along the midrib, tip bent down."""
    s = d.cross(up).normalized(); u = s.cross(d).normalized(); mid, tip = at + d * l * .5 + u * (-.02 * l), at + d * l - u * l * .16
    P.add(m, [at, mid, tip, at + d * l * .30 + s * w * .46 + u * w * fold, at + d * l * .68 + s * w * .36 + u * w * fold * .6, at + d * l * .30 - s * w * .46 + u * w * fold, at + d * l * .68 - s * w * .36 + u * w * fold * .6], [(0, 3, 1), (3, 4, 1), (4, 2, 1), (0, 1, 5), (5, 1, 6), (6, 1, 2)])

def random_dir(r):
    while True:
        v = Vector((r.uniform(-1, 1), r.uniform(-1, 1), r.uniform(-1, 1)))
        if .1 < v.length < 1: return v.normalized()

def tree(P, at, height, crown, seed=3, leaves=9000):
    """Young street tree: curved trunk, three orders of branches, leaves along the twigs."""
    r = random.Random(seed); x, y, z = at; base = Vector(at); trunk = [base + Vector((.10 * math.sin(t * 2.1), .06 * math.sin(t * 1.7 + 1), t * height)) for t in [i / 14 for i in range(15)]]
    P.tube('bark', trunk, [.115 * (1 - .78 * i / 14) + (.05 if i == 0 else 0) for i in range(15)], 12); tips = []
    def grow(p, d, l, rad, order):
        pts = [p]; n = 6
        for i in range(n): d = (d + random_dir(r) * .22 + Vector((0, 0, .10 if order == 1 else .02))).normalized(); pts.append(pts[-1] + d * l / n)
        P.tube('bark', pts, [rad * (1 - .75 * i / n) for i in range(n + 1)], 7 if order == 1 else 4)
        if order < 3:
            for k in range(5 if order == 1 else 5):
                q = pts[2 + k % (n - 1)]; a = (d + random_dir(r) * .95).normalized(); grow(q, a, l * r.uniform(.38, .62), rad * .45, order + 1)
        if order >= 2: tips.extend((pts[i].lerp(pts[i + 1], t), (pts[i + 1] - pts[i]).normalized()) for i in range(1, n) for t in (.0, .5))
    for k in range(17):
        t = .38 + .60 * k / 16; p = trunk[int(t * 14)].lerp(trunk[min(14, int(t * 14) + 1)], t * 14 % 1); a = k * 2.4 + r.uniform(-.4, .4); u = (t - .38) / .62
        grow(p, Vector((math.cos(a), math.sin(a), .45 + .9 * u)).normalized(), crown * (.62 + .75 * math.sin(math.pi * min(1, u * .75 + .22)) ** 1.2) * r.uniform(.75, 1.05), .034, 1)
    for _ in range(leaves):
        p, d = r.choice(tips); v = (d * .5 + random_dir(r)).normalized(); v.z -= .25; s = r.uniform(.075, .125); blade(P, 'leaf', p + random_dir(r) * .05, v.normalized(), (Vector((0, 0, 1)) + random_dir(r) * .55).normalized(), s, s * .72)

def bush(P, at, size, n, m='leaf2', seed=1, s=.045, flower=None, flat=1.0):
    r = random.Random(seed); c = Vector(at)
    for i in range(n):
        d = random_dir(r); q = Vector((d.x * size[0], d.y * size[1], d.z * size[2])) * r.uniform(.55, 1.05) ** .6; k = s * r.uniform(.7, 1.3)
        if flower and i % 4 == 0 and d.z > -.35:
            for _ in range(4): blade(P, flower, c + q * 1.06, random_dir(r), random_dir(r), s * .75, s * .75, .1)
        else: blade(P, m, c + q, (d + random_dir(r) * .8).normalized(), (Vector((0, 0, 1)) + random_dir(r) * .6).normalized(), k * 1.5, k)

def potted(P, x, y, z, r, h):
    P.lathe('terracotta', (x, y, z), [(r * .70, 0), (r, r * 1.5), (r * 1.12, r * 1.5), (r * 1.12, r * 1.85), (r * .95, r * 1.85), (r * .9, r * 1.6), (0, r * 1.6)], 18); bush(P, (x, y, z + r * 1.6 + h * .55), (r * 1.25, r * 1.1, h * .55), 90, seed=R.randrange(999), s=.05)

def lampshade(P, x, y, z):
    P.lathe('shade', (x, y, z), [(.16, 0), (.10, .22)], 20); P.tube('frame_dark', [(x, y, z - .6), (x, y, z + .05)], .012, 8); P.lathe('bulb', (x, y, z + .06), [(0, 0), (.035, .04), (0, .09)], 10)

def lamp_post(P, x, y):
    P.lathe('iron', (x, y, 0), [(.17, 0), (.17, .10), (.13, .14), (.115, .50), (.135, .54), (.095, .62), (.060, .95), (.075, .99), (.052, 1.05), (.040, 3.05), (.062, 3.09), (.062, 3.13), (.036, 3.17), (.030, 3.32), (.07, 3.38)], 20)
    P.tube('iron', [(x - .24, y, 2.98), (x + .24, y, 2.98)], .014, 8)
    for i in range(4):
        a = math.pi / 4 + i * math.pi / 2; c, s = math.cos(a), math.sin(a); b = a + math.pi / 2; P.tube('iron', [(x + c * .13, y + s * .13, 3.40), (x + c * .20, y + s * .20, 3.86)], .010, 6)
        P.quad('lantern_glass', (x + c * .13, y + s * .13, 3.40), (x + math.cos(b) * .13, y + math.sin(b) * .13, 3.40), (x + math.cos(b) * .20, y + math.sin(b) * .20, 3.86), (x + c * .20, y + s * .20, 3.86))
    P.lathe('iron', (x, y, 3.38), [(.10, 0), (.14, .02)], 4); P.lathe('iron', (x, y, 3.85), [(.235, 0), (.22, .03), (.10, .17), (.05, .19), (.05, .24), (.02, .26), (.02, .33), (0, .36)], 16); P.lathe('paper', (x, y, 3.42), [(.03, 0), (.045, .10), (.03, .22), (0, .25)], 12)

def wall_lantern(P, x, z):
    P.box('iron', x - .05, x + .05, -.03, 0, z - .14, z + .14); P.tube('iron', [(x, -.02, z + .08), (x, -.12, z + .16), (x, -.22, z + .14), (x, -.24, z + .08)], .011, 8); P.lathe('iron', (x, -.24, z - .02), [(.02, .10), (.10, .02), (.105, 0)], 14); P.lathe('lantern_glass', (x, -.24, z - .22), [(.055, 0), (.085, .20)], 14); P.lathe('paper', (x, -.24, z - .18), [(.03, 0), (.04, .10), (.02, .15)], 10); P.lathe('iron', (x, -.24, z - .25), [(.0, 0), (.06, .02), (.06, .035)], 14)

def bicycle(P, x, y, lean=.12, turn=.0, paint='bike', flip=1):
    """City bicycle seen from the side, front towards +x (flip=-1: -x), leaning back by `lean` radians."""
    from _facade_lib import Parts
    Q = Parts(); ring = lambda cx, cz, r, n=56: [(cx + r * math.cos(2 * math.pi * i / n), 0, cz + r * math.sin(2 * math.pi * i / n)) for i in range(n)]
    rear, front, crank, seat, head = (-.52, .345), (.56, .345), (-.09, .29), (-.235, .80), (.335, .86)
    for cx, cz in (rear, front):
        Q.tube('rubber', ring(cx, cz, .327), .018, 8, True); Q.tube('chrome', ring(cx, cz, .302), .0095, 6, True); Q.tube('chrome', [(cx, -.045, cz), (cx, .045, cz)], .022, 10)
        for i in range(28): a = 2 * math.pi * i / 28; b = a + (.9 if i % 2 else -.9); Q.tube('chrome', [(cx + .020 * math.cos(b), .03 if i % 4 < 2 else -.03, cz + .020 * math.sin(b)), (cx + .302 * math.cos(a), 0, cz + .302 * math.sin(a))], .0016, 4)
        lo, hi = (.15, 2.85) if cx < 0 else (.55, 3.0)
        arc = [(cx + .358 * math.cos(lo + (hi - lo) * i / 24), 0, cz + .358 * math.sin(lo + (hi - lo) * i / 24)) for i in range(25)]
        for o in (-.018, 0, .018): Q.tube(paint, [(px, o, pz - (.004 if o else 0)) for px, _, pz in arc], .011, 6)
    p3 = lambda p, o=0: (p[0], o, p[1])
    Q.tube(paint, [p3(crank), p3(seat)], .0165, 10); Q.tube(paint, [(-.225, 0, .73), (.315, 0, .80)], .0165, 10); Q.tube(paint, [p3(crank), (.352, 0, .70)], .019, 10); Q.tube(paint, [(.30, 0, .96), (.365, 0, .64)], .020, 10)
    for o in (-.05, .05): Q.tube(paint, [p3(rear, o), (-.22, o * .5, .70)], .009, 6); Q.tube(paint, [p3(rear, o), p3(crank, o * .7)], .010, 6); Q.tube(paint, [p3(front, o), (.47, o, .52), (.375, o * .6, .62)], .011, 6)
    Q.tube('chrome', [p3(seat), (-.262, 0, .93)], .013, 8); Q.tube('leather', [(-.40, 0, .955), (-.33, 0, .965), (-.24, 0, .955), (-.12, 0, .945)], [.055, .075, .045, .018], 12); Q.tube('chrome', [(-.36, -.03, .925), (-.36, .03, .925)], .02, 8)
    Q.tube('chrome', [(.30, 0, .95), (.275, 0, 1.08)], .012, 8); Q.tube('chrome', [(.06, -.27, 1.07), (.16, -.265, 1.085), (.27, -.18, 1.10), (.29, 0, 1.09), (.27, .18, 1.10), (.16, .265, 1.085), (.06, .27, 1.07)], .0115, 8)
    for o in (-.27, .27): Q.tube('leather', [(.05, o, 1.068), (.17, o * .985, 1.086)], .017, 10)
    Q.lathe('chrome', (0, 0, 0), [(0, 0)], 4); Q.tube('iron', [(crank[0], -.05, crank[1]), (crank[0], .05, crank[1])], .028, 12)
    Q.add(paint, [(a, -.048, b) for a, b in ((-.56, .395), (-.10, .40), (-.02, .36), (-.01, .25), (-.08, .20), (-.56, .30))], [(0, 1, 2, 3, 4, 5)])
    for s, o in ((1, -.10), (-1, .10)): ex, ez = crank[0] + s * .05, crank[1] - s * .15; Q.tube('iron', [(crank[0], o * .6, crank[1]), (ex, o * .6, ez)], .010, 6); Q.box('rubber', ex - .045, ex + .045, min(o, o * 1.8), max(o, o * 1.8), ez - .012, ez + .012)
    for o in (-.06, .06): Q.tube('iron', [(-.80, o, .725), (-.30, o, .735)], .006, 6); Q.tube('iron', [(-.72, o, .725), p3(rear, o)], .005, 6)
    for px in (-.8, -.65, -.5, -.35): Q.tube('iron', [(px, -.06, .728), (px, .06, .728)], .005, 6)
    Q.lathe('chrome', (.43, 0, .80), [(0, -.04), (.045, -.02), (.05, .03), (0, .04)], 14); Q.tube('lamp_red', [(-.865, -.02, .62), (-.865, .02, .62)], .022, 8)
    bx, by, bz = .47, .15, .88   # wicker basket
    for i in range(9): z = bz + .026 * i; k = 1 + .035 * i; Q.tube('wicker', [(bx - .13 * k, -by * k, z), (bx + .13 * k, -by * k, z), (bx + .13 * k, by * k, z), (bx - .13 * k, by * k, z)], .011, 6, True)
    for i in range(8):
        u = -1 + 2 * i / 7
        for s in (-1, 1): Q.tube('wicker', [(bx + .13 * u, s * by, bz), (bx + .167 * u, s * by * 1.28, bz + .22)], .007, 5)
    c, s, ct, st = math.cos(lean), math.sin(lean), math.cos(turn), math.sin(turn)
    for m, v in Q.v.items():
        out = []
        for a, b, h in v: a *= flip; b, h = b * c + h * s, h * c - b * s; out.append((x + a * ct - b * st, y + a * st + b * ct, h))
        P.add(m, out, Q.f[m])
