# Windows of facade.py: casements with transom, sills, surrounds, glass that is never quite flat, and what stands behind it.
import math
from _facade_lib import R, jit

def pane(P, x0, x1, z0, z1, y):
    tx, tz, xc, zc = jit(.006), jit(.006), (x0 + x1) / 2, (z0 + z1) / 2; at = lambda x, z: (x, y + tx * (x - xc) + tz * (z - zc), z)
    P.quad('glass', at(x0, z0), at(x1, z0), at(x1, z1), at(x0, z1))

def leaf(P, m, x0, x1, z0, z1, y, b=.055, bars=0, open_=0.0):
    """One casement; open_ = angle in radians, hinged at x0 (positive) or x1 (negative), swinging inwards."""
    k = len(P.v.get(m, [])), len(P.v.get('glass', []))
    P.box(m, x0, x0 + b, y, y + .05, z0, z1); P.box(m, x1 - b, x1, y, y + .05, z0, z1); P.box(m, x0 + b, x1 - b, y + .002, y + .05, z0, z0 + b * 1.25); P.box(m, x0 + b, x1 - b, y + .002, y + .05, z1 - b, z1)
    for i in range(bars): z = z0 + (z1 - z0) * (i + 1) / (bars + 1); P.box(m, x0 + b, x1 - b, y + .008, y + .042, z - .014, z + .014)
    pane(P, x0 + b, x1 - b, z0 + b, z1 - b, y + .025)
    if open_:
        hx = x0 if open_ > 0 else x1; c, s = math.cos(open_), math.sin(open_)
        for name, start in ((m, k[0]), ('glass', k[1])): P.v[name][start:] = [(hx + c * (x - hx) - s * (yy - y), y + s * (x - hx) + c * (yy - y), z) for x, yy, z in P.v[name][start:]]

def cloth(P, m, x0, x1, z0, z1, y, folds, depth, gather=0.0, hem=.0):
    """Hanging cloth with folds; gather > 0 draws it together towards x0 at 40 % of the height, < 0 towards x1."""
    nx, nz = max(10, int(folds * 10)), 14; ph, w2 = R.uniform(0, 6), R.uniform(.3, .9); v = []
    for j in range(nz + 1):
        t = j / nz; z = z1 + (z0 - z1) * t; g = abs(gather) * math.exp(-((t - .62) / .30) ** 2)
        for i in range(nx + 1):
            u = i / nx; a = u * folds * 2 * math.pi; d = depth * (.55 + .45 * t); s = (u if gather >= 0 else 1 - u) * (1 - g); s = s if gather >= 0 else 1 - s
            v.append((x0 + (x1 - x0) * s, y + d * math.sin(a + ph + .5 * math.sin(a * w2)) + .35 * d * math.sin(a * .37 + 2 * t), z + hem * math.sin(u * 9 + ph) * (t == 1)))
    P.add(m, v, [(j * (nx + 1) + i, j * (nx + 1) + i + 1, (j + 1) * (nx + 1) + i + 1, (j + 1) * (nx + 1) + i) for j in range(nz) for i in range(nx)])

def room(P, x0, x1, z0, z1, y, tone, deep=2.8):
    a, b, c, d, e = x0 - .45, x1 + .45, z0 - .75, z1 + .35, y + deep; m = 'room%d' % tone
    P.quad(m, (a, e, c), (b, e, c), (b, e, d), (a, e, d)); P.quad(m, (a, y, c), (a, e, c), (a, e, d), (a, y, d)); P.quad(m, (b, y, c), (b, y, d), (b, e, d), (b, e, c)); P.quad('ceiling', (a, y, d), (a, e, d), (b, e, d), (b, y, d)); P.quad('floor', (a, y, c), (b, y, c), (b, e, c), (a, e, c))
    for p, q, r, s in ((a, x0, c, d), (x1, b, c, d), (x0, x1, c, z0), (x0, x1, z1, d)): P.quad(m, (p, y, r), (q, y, r), (q, y, s), (p, y, s))

def dressing(P, kind, x0, x1, z0, z1, y, life):
    w, h = x1 - x0, z1 - z0; c = 'cloth%d' % R.randrange(4)
    if 'net' in kind: cloth(P, 'net', x0 - .03, x1 + .03, z0 - .03, z1 + .02, y + .05, 9 + jit(2), .022)
    if 'half' in kind: cloth(P, 'net', x0 - .03, x1 + .03, z0 - .03, z0 + h * .48, y + .04, 8 + jit(2), .018); P.tube('brass', [(x0 - .05, y + .03, z0 + h * .485), (x1 + .05, y + .03, z0 + h * .485)], .007, 6)
    if 'drape' in kind: g = .5 + jit(.15); k = .30 + jit(.06); cloth(P, c, x0 - .12, x0 + w * k, z0 - .15, z1 + .06, y + .13, 4 + jit(.7), .035, g * .5); cloth(P, c, x1 - w * (k + jit(.05)), x1 + .12, z0 - .15, z1 + .06, y + .13, 4 + jit(.7), .035, -g * .5)
    if 'shut' in kind: cloth(P, c, x0 - .12, x0 + w * .50, z0 - .15, z1 + .06, y + .13, 5.5, .034); cloth(P, c, x1 - w * .48, x1 + .12, z0 - .15, z1 + .06, y + .13, 5, .034)
    if 'one' in kind: cloth(P, c, x0 - .12, x0 + w * (.28 + jit(.06)), z0 - .15, z1 + .06, y + .13, 3.4, .036, .25)
    if 'blind' in kind: q = z1 - h * R.uniform(.28, .62); P.box('blind', x0 - .02, x1 + .02, y + .035, y + .038, q, z1 + .04); P.box('blind', x0 - .02, x1 + .02, y + .03, y + .042, q - .02, q)
    if 'slats' in kind:
        q, z = z1 - h * R.uniform(.55, .97), z1
        while z > q: P.add('slat', [(x0 + .01, y + .030, z), (x1 - .01, y + .030, z + jit(.002)), (x1 - .01, y + .052, z + .021), (x0 + .01, y + .052, z + .021)], [(0, 1, 2, 3)]); z -= .026
    if 'lamp' in kind: xc = x0 + w * R.uniform(.3, .7); life.lampshade(P, xc, y + .75, z0 + h * .42)
    if 'plant' in kind:
        for _ in range(R.choice((1, 2, 2))): life.potted(P, x0 + w * R.uniform(.18, .82), y + .10, z0 - .03, .08 + jit(.015), .30 + jit(.08))
    if 'things' in kind:
        for _ in range(5): xx, t = x0 + w * R.uniform(.1, .9), R.uniform(.02, .05); P.box('book%d' % R.randrange(6), xx - t, xx + t, y + .05, y + .16, z0 - .03, z0 + R.uniform(.10, .26))
    if 'art' in kind: xc = x0 + w * R.uniform(.3, .7); P.box('frame_dark', xc - .3, xc + .3, y + 2.72, y + 2.76, z0 + h * .3, z0 + h * .75); P.box('paper', xc - .26, xc + .26, y + 2.70, y + 2.73, z0 + h * .33, z0 + h * .72)

def casement(P, life, x, z0, w, h, kind, frame='joinery', y=.13, transom=.70, bars=0, open_=0.0, tone=0, sill='stone', deep=2.8):
    """A T-shaped window: two casements below, two lights above the transom. Opening x +- w/2, z0 .. z0 + h."""
    x0, x1, z1 = x - w / 2, x + w / 2, z0 + h; f = .058; zt = z0 + h * transom if transom else z1 - f
    P.box(frame, x0 - .01, x0 + f, y, y + .09, z0, z1); P.box(frame, x1 - f, x1 + .01, y, y + .09, z0, z1); P.box(frame, x0 + f, x1 - f, y, y + .09, z1 - f, z1 + .01); P.box(frame, x0 + f, x1 - f, y - .01, y + .09, z0, z0 + f * .9)
    if transom: P.box(frame, x0 + f, x1 - f, y - .022, y + .085, zt - .042, zt + .038); P.box(frame, x0 + f, x1 - f, y - .040, y, zt + .026, zt + .040)
    m = .018
    for a, b, side in ((x0 + f, x - m, 1), (x + m, x1 - f, -1)):
        leaf(P, frame, a, b, z0 + f * .9, zt - (.042 if transom else 0), y + .015, bars=bars, open_=(open_ if side * open_ > 0 else 0))
        if transom: leaf(P, frame, a, b, zt + .038, z1 - f, y + .015)
    P.box(frame, x - .032, x + .032, y - .012, y + .03, z0 + f * .9, zt - .04); 
    if transom: P.box(frame, x - .03, x + .03, y + .002, y + .06, zt + .038, z1 - f)
    if sill: P.moulding(sill, [(.16, z0 - .03), (.16, z0 + .012), (-.02, z0), (-.085, z0 - .012), (-.095, z0 - .022), (-.095, z0 - .062), (-.080, z0 - .075), (0, z0 - .075)], x0 - .10, x1 + .10)
    room(P, x0 + .01, x1 - .01, z0, z1, y + .095, tone, deep); dressing(P, kind, x0 + f, x1 - f, z0 + f, z1 - f, y + .10, life)

def surround(P, m, x0, x1, z0, z1, b=.14, out=.035, ears=0.0):
    """Moulded frame on the wall around an opening."""
    for a, c in ((x0 - b, x0), (x1, x1 + b)): P.box(m, a, c, -out, .02, z0 - .0, z1); P.box(m, (a if a < x0 else c - .035), (a + .035 if a < x0 else c), -out - .018, -out, z0, z1 + b)
    P.box(m, x0 - b - ears, x1 + b + ears, -out, .02, z1, z1 + b); P.box(m, x0 - b - ears, x1 + b + ears, -out - .018, -out, z1 + b - .035, z1 + b)

def hood(P, m, x0, x1, z, out=.20):
    P.moulding(m, [(0, z), (-.05, z), (-.06, z + .05), (-out * .55, z + .07), (-out * .6, z + .10), (-out, z + .11), (-out, z + .16), (-out - .02, z + .19), (-out - .02, z + .205), (0, z + .235)], x0, x1)
