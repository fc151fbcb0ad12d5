# Painted surfaces of facade.py, made with numpy: plaster with its weather, brick, fine enough for 1 cm in a pixel. Values linear, row 0 = top.
import numpy as np

def blur(a, sy, sx):
    h, w = a.shape; fy, fx = np.fft.fftfreq(h)[:, None], np.fft.rfftfreq(w)[None]
    return np.fft.irfft2(np.fft.rfft2(a) * np.exp(-2 * np.pi ** 2 * ((fy * sy) ** 2 + (fx * sx) ** 2)), s=a.shape)

def grain(r, shape, sy, sx):
    a = blur(r.normal(size=shape), sy, sx); return a / a.std()

def cloud(r, shape, size, octaves=5, gain=.55):
    s, k, t = 0, 1.0, 0
    for o in range(octaves): s = s + k * grain(r, shape, size / 2 ** o, size / 2 ** o); t += k * k; k *= gain
    return s / np.sqrt(t)

def step(a, b, x):
    t = np.clip((x - a) / (b - a), 0, 1); return t * t * (3 - 2 * t)

def mix(img, col, k): return img + (np.asarray(col) - img) * k[..., None]

def coords(box, res):
    x0, x1, z0, z1 = box; w, h = (int(round(v * res / 64)) * 64 for v in (x1 - x0, z1 - z0))   # sizes the Fourier transform likes
    return np.meshgrid(x0 + (np.arange(w) + .5) * (x1 - x0) / w, z1 - (np.arange(h) + .5) * (z1 - z0) / h)

def cracks(r, X, Z, n):
    """Hair cracks: random walks, mostly downwards; 1 on the crack."""
    res = 1 / (X[0, 1] - X[0, 0]); a = np.zeros(X.shape)
    for _ in range(n):
        x, z, d = r.uniform(0, X.shape[1]), r.uniform(0, X.shape[0]), r.uniform(-.6, .6) + (np.pi / 2 if r.uniform() < .7 else 0)
        for _ in range(int(r.uniform(.3, 1.3) * res)):
            d += r.normal() * .28 - .04 * np.sin(2 * d); x += np.cos(d); z += np.sin(d); i, j = int(z), int(x)
            if 0 <= i < a.shape[0] and 0 <= j < a.shape[1]: a[i, j] = 1
    return np.clip(blur(a, .5, .5) * 1.1, 0, 1)

def plaster(seed, box, col, holes, ledges, wet=1.0, res=110):
    """Rendered front. holes: (x0, x1, z0, z1); ledges: (x0, x1, z) from which water drips. Returns colour and height (metres)."""
    r = np.random.RandomState(seed); X, Z = coords(box, res); s = X.shape; col = np.array(col)
    big, mid, fine = cloud(r, s, res * 1.1), cloud(r, s, res * .28), cloud(r, s, res * .035, 3, .8)
    img = col * (1 + .100 * big + .075 * mid + .050 * fine)[..., None]
    img = mix(img, col * (1.10, 1.12, 1.18), .40 * step(.4, 1.9, cloud(r, s, res * .7)))                     # chalked by sun and rain
    soot = col * (.46, .45, .46); run = grain(r, s, res * 1.6, res * .022) + .8 * grain(r, s, res * .6, res * .09) + .5 * mid
    k = np.zeros(s)
    for x0, x1, z in ledges:                                                                                   # streaks below, strongest at the ends
        d = z - Z; ends = np.exp(-(np.minimum(np.abs(X - x0), np.abs(X - x1)) / .07) ** 2); inside = step(x0 - .07, x0 + .02, X) * step(x1 + .07, x1 - .02, X)
        L = .30 + .55 * (cloud(r, (1, s[1]), res * .2)[0] * .35 + .5).clip(.05, 1.5)[None]
        k = np.maximum(k, (d > -.01) * inside * np.exp(-d / L) * (.30 + .45 * ends * step(-.8, 1.2, run) + .50 * step(-.2, 1.6, run)))
        k = np.maximum(k, (d > -.01) * ends * np.exp(-d / (.75 + .4 * r.uniform())) * step(-.9, 1.2, run) * .80)
    img = mix(img, soot, np.clip(k * wet * .95, 0, .85))
    for x0, x1, z0, z1 in holes:                                                                               # dust around the reveals
        dx, dz = np.maximum(np.maximum(x0 - X, X - x1), 0), np.maximum(np.maximum(z0 - Z, Z - z1), 0); img = mix(img, soot, .16 * np.exp(-np.hypot(dx, dz) / .09) * step(-1.2, 1, mid))
    base = np.exp(-(Z - box[2]) / .55) * step(-.9, 1.2, mid + .6 * big); img = mix(img, soot, .65 * wet * base)
    img = mix(img, soot, (.24 * wet * step(.2, 1.9, run))); c = cracks(r, X, Z, int(s[0] * s[1] / res ** 2 * .16)); img = mix(img, soot * .6, .50 * c)
    for _ in range(max(2, int((box[1] - box[0]) * .5))):                                                       # later repairs in another mix
        cx, cz, w, h = r.uniform(*box[:2]), r.uniform(*box[2:]), r.uniform(.15, .5), r.uniform(.12, .6); e = 1.05 - np.maximum(np.abs(X - cx) / w, np.abs(Z - cz) / h) + .10 * mid
        img = mix(img, col * r.uniform(.92, 1.10), .34 * step(0, .10, e))
    height = .0055 * grain(r, s, res * .30, res * .34) + .0018 * grain(r, s, res * .09, res * .10) + .00045 * cloud(r, s, res * .03, 3, .8) - .002 * c
    return np.clip(img, .004, .95), height

def brick(seed, box, holes, ledges, res=130):
    """English-looking stretcher and header courses with lime joints, single bricks off colour. Returns colour and height (metres)."""
    r = np.random.RandomState(seed); X, Z = coords(box, res); s = X.shape; ch, bl = .0765, .252
    wob = .0022 * cloud(r, s, res * .12, 3); row = np.floor((Z + wob) / ch).astype(int); fz = (Z + wob) / ch - row
    u = (X + .0022 * cloud(r, s, res * .12, 3)) / bl + row * .5 + .035 * r.normal(size=4000)[row % 4000]; half = (row % 5 == 0); u = np.where(half, u * 2, u); i = np.floor(u).astype(int); fx = u - i
    dx = np.minimum(fx, 1 - fx) * np.where(half, bl / 2, bl); dz = np.minimum(fz, 1 - fz) * ch; d = np.minimum(dx, dz) + .0012 * cloud(r, s, res * .02, 2); face = step(.0035, .0070, d)
    idx = (row * 7919 + i * 104729) % 65521; t, tint = r.normal(size=65521)[idx], r.uniform(size=65521)[idx]
    col = np.array((.245, .092, .052)) * (1 + .20 * np.clip(t, -2, 2))[..., None]; col = mix(col, (.130, .060, .046), .75 * (tint < .10)); col = mix(col, (.36, .165, .085), .6 * (tint > .88))
    col = col * (1 + .10 * cloud(r, s, res * .05, 4, .7) + .07 * cloud(r, s, res * .9))[..., None]
    joint = np.array((.36, .32, .265)) * (1 + .16 * cloud(r, s, res * .35))[..., None]; img = joint + (col - joint) * face[..., None]
    run = grain(r, s, res * 1.5, res * .03) + .6 * cloud(r, s, res * .3); k = np.zeros(s)
    for x0, x1, z in ledges:
        dd = z - Z; k = np.maximum(k, (dd > -.01) * step(x0 - .05, x0 + .02, X) * step(x1 + .05, x1 - .02, X) * np.exp(-dd / .55) * (.3 + .6 * step(-.3, 1.6, run)))
    k = np.maximum(k, np.exp(-(Z - box[2]) / .6) * .7); img = mix(img, np.array((.050, .040, .036)), .55 * k); img = mix(img, (.42, .38, .34), .14 * step(.8, 2.6, cloud(r, s, res * .30, 6, .7)))   # lime bloom
    return np.clip(img, .004, .9), .006 * face + .0012 * cloud(r, s, res * .03, 3, .8) + .003 * t * face * .5
