"""Develop the linear light groups of breakfast.py into an 8-bit picture. Needs /usr/bin/python3 with numpy and cv2.

    python3 _breakfast_finish.py IN_PREFIX OUT.png [name=value ...]

    IN_PREFIX may be a list A*12,B*20 of renders with different seeds (path*samples); they are averaged
    key= sun= back= env=   weight of a light group, one number or r,g,b (linear); default 1
    exposure=  stops       nr=      noise reduction strength, 0 = off (works on the light, surface colour and normal guide it, so texture stays)
    keep=                  share of the unreduced picture that stays (natural grain)
    wb=MASK.png            scale red and blue so that the masked neutrals average grey (after the weights)
    cast=r,g,b cast_out=FILE   write a second picture under another illuminant: a gain in linear light, nothing else differs
    veil=                  veiling glare of the lens: this share of the mean light everywhere (keeps blacks off zero)
    toe= knee=             of the tone curve (linear light); a tiny toe and a late knee keep the pair recoverable
    patch=PREFIX box=x0,x1,y0,y1   take that part of the frame (BORDER of breakfast.py) from a second render, feathered
    grain=                 film grain, standard deviation in 8-bit levels at mid grey; seed= its seed
    python3 _breakfast_finish.py surface IN_PREFIX SURFACE.png         mask of the colourless surfaces
    python3 _breakfast_finish.py project FILE.npz WIDTH HEIGHT OUT.png  mask of the mug (PROJECT of breakfast.py)
    python3 _breakfast_finish.py mask SURFACE.png NEUTRAL.png OUT.png
                           of the neutral surfaces keep those that really are grey in the neutral picture
                           (no orange or wood bounced onto them), mid-lights only
Everything is deterministic. The tone curve is a straight line between a short toe and a soft
shoulder, so that a gain in linear light still undoes a colour cast in the developed picture.
"""
import os
import sys

os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2  # noqa: E402
import numpy as np  # noqa: E402

GROUPS = ('key', 'sun', 'back', 'env')
cv2.setNumThreads(2)


def read(prefix, name):
    """One pass; the mean of several renders when the prefix is a list like A*12,B*20 (path and samples)."""
    total, weight = None, 0
    for part in prefix.split(','):
        path, _, n = part.partition('*')
        im = cv2.imread(f'{path}_{name}_1.exr', cv2.IMREAD_UNCHANGED)
        if im is None:
            return None
        im, n = np.nan_to_num(im[..., 2::-1].astype(np.float32)), float(n or 1)
        total, weight = im * n if total is None else total + im * n, weight + n
    return total / weight


def fireflies(x, limit=2.2):
    """Lone pixels far above every neighbour come down to the brightest neighbour's height."""
    ring = np.ones((3, 3), np.uint8)
    ring[1, 1] = 0
    top = np.stack([cv2.dilate(x[..., c], ring) for c in range(3)], -1)
    second = np.stack([cv2.blur(x[..., c], (5, 5)) for c in range(3)], -1)
    hot = (x > limit * np.maximum(second, .02)).any(-1, keepdims=True)
    med = np.stack([cv2.medianBlur(x[..., c], 3) for c in range(3)], -1)
    return np.where(hot, np.minimum(x, np.minimum(top, 1.5 * med + .01)), x)


def demodulated(x, albedo, normal, strength, reach):
    """Noise reduction of the light alone: divide by the surface colour, filter, multiply by the (lightly cleaned) colour."""
    a = np.maximum(albedo, .03)
    sharp = guided_nlm(a, normal / .25, .7, 2)
    guides = np.concatenate([np.sqrt(np.minimum(sharp, 4)) / .06, normal / .16], -1).astype(np.float32)
    return guided_nlm(x / a, guides, strength, reach) * sharp


def guided_nlm(x, guides, strength, reach=5, patch=1):
    """Non-local means on x in a log-like domain; patches and guides (albedo, normal) both vote."""
    y = np.log1p(x * 12)
    noise = cv2.blur(np.abs(y - cv2.blur(y, (5, 5))).mean(-1), (31, 31))
    h2 = (strength * np.maximum(noise, .004)) ** 2 * 2 + 1e-8
    rough = cv2.blur((guides - cv2.blur(guides, (5, 5))) ** 2, (7, 7))        # noisy guides (out of focus) vote less
    trust = 1 / (1 + 2 * rough)
    acc, wsum = y.copy(), np.ones(y.shape[:2], np.float32)
    pad = cv2.copyMakeBorder(y, reach, reach, reach, reach, cv2.BORDER_REFLECT_101)
    gp = cv2.copyMakeBorder(guides, reach, reach, reach, reach, cv2.BORDER_REFLECT_101) if guides.shape[-1] <= 4 else \
        np.pad(guides, ((reach, reach), (reach, reach), (0, 0)), mode='reflect')
    hgt, wid = y.shape[:2]
    k = 2 * patch + 1
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            if dx == dy == 0 or dx * dx + dy * dy > reach * reach + 1:
                continue
            s = pad[reach + dy:reach + dy + hgt, reach + dx:reach + dx + wid]
            g = gp[reach + dy:reach + dy + hgt, reach + dx:reach + dx + wid]
            d = cv2.blur(((y - s) ** 2).mean(-1), (k, k))
            dg = ((guides - g) ** 2 * trust).sum(-1)
            w = np.exp(-np.maximum(d - h2, 0) / h2 - dg)
            acc += w[..., None] * s
            wsum += w
    return np.expm1(acc / wsum[..., None]) / 12


def tone(x, knee=.62, top=1.0, toe=.010):
    """Deep blacks a touch deeper, straight up to the knee, then a soft shoulder that reaches top late."""
    x = np.maximum(x, 0)
    x = x * x / (x + toe) * (1 + toe)
    over = np.maximum(x - knee, 0)
    span = top - knee
    return np.where(x > knee, knee + span * (1 - np.exp(-over / span)), x)


def srgb(x):
    return np.where(x <= .0031308, 12.92 * x, 1.055 * np.power(np.maximum(x, 1e-9), 1 / 2.4) - .055)


def grain_field(shape, seed):
    """Luminance grain about 1.4 px across, with a little colour."""
    g = np.random.default_rng(seed)
    lum = cv2.GaussianBlur(g.standard_normal(shape[:2]).astype(np.float32), (0, 0), .55)
    col = cv2.GaussianBlur(g.standard_normal(shape).astype(np.float32), (0, 0), .8)
    return lum[..., None] / lum.std() + .25 * col / col.std()


def spliced(prefix, name, patch, box):
    """One pass, with the box taken from a second render and its edge feathered."""
    a = read(prefix, name)
    if not patch or a is None:
        return a
    h, w = a.shape[:2]
    x0, x1, y0, y1 = (float(v) for v in box.split(','))
    rect = np.zeros((h, w), np.float32)
    rect[round((1 - y1) * h) + 14:round((1 - y0) * h) - 14, round(x0 * w) + 14:round(x1 * w) - 14] = 1
    f = cv2.blur(rect, (25, 25))[..., None]
    return a * (1 - f) + read(patch, name) * f


def neutral_mask(surface, picture, out):
    m = cv2.imread(surface, 0)
    y = cv2.GaussianBlur(cv2.imread(picture).astype(np.float32), (0, 0), 3)
    lum = y.mean(-1)
    ok = (y.max(-1) - y.min(-1) < 4) & (lum > 60) & (lum < 236) & (cv2.erode(m, np.ones((7, 7))) > 250)
    ok = cv2.morphologyEx(ok.astype(np.uint8) * 255, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)))
    cv2.imwrite(out, ok)
    print(out, 'share', (ok > 0).mean().round(4), 'mean rgb', cv2.imread(picture)[ok > 0].mean(0)[::-1].round(2))


def surface_mask(prefix, out):
    """Colourless surfaces (porcelain, stone, linen) read from the albedo pass."""
    a = cv2.GaussianBlur(read(prefix, 'albedo'), (0, 0), .8)
    grey = ((a.max(-1) - a.min(-1)) / np.maximum(a.max(-1), .02) < .06) & (a.mean(-1) > .10)
    m = cv2.morphologyEx(cv2.medianBlur(grey.astype(np.uint8) * 255, 7), cv2.MORPH_OPEN, np.ones((5, 5)))
    n, label, stat, _ = cv2.connectedComponentsWithStats(m)
    for i in range(1, n):
        if stat[i, 4] < 1500:
            m[label == i] = 0
    cv2.imwrite(out, cv2.GaussianBlur(m, (0, 0), .8))


def project_mask(npz, width, height, out, scale=4):
    """Fill the projected faces of breakfast.py PROJECT at four times the size and reduce."""
    d, im = np.load(npz), np.zeros((height * scale, width * scale), np.uint8)
    for k in (0, 1):
        v = d[f'v{k}'][:, :2] * (1, -1) + (0, 1)
        for face in np.round(v[d[f'f{k}']] * (width * scale * 16, height * scale * 16)).astype(np.int32):
            cv2.fillConvexPoly(im, face, 255, cv2.LINE_8, 4)
    cv2.imwrite(out, cv2.GaussianBlur(cv2.resize(im, (width, height), interpolation=cv2.INTER_AREA), (0, 0), .9))


def main(prefix, out, opts):
    num = lambda k, d: float(opts.get(k, d))
    vec = lambda k: np.array([float(v) for v in opts.get(k, '1').split(',')], np.float32)
    x, seen = 0, []
    for g in GROUPS:
        im = spliced(prefix, g, opts.get('patch'), opts.get('box'))
        if im is not None:
            x = x + fireflies(im) * vec(g)
            seen.append(g)
    if 'wb' in opts:
        m = cv2.imread(opts['wb'], 0)
        m = cv2.erode(cv2.resize(m, x.shape[1::-1], interpolation=cv2.INTER_AREA), np.ones((5, 5))) > 250
        lum = x.mean(-1)
        lo, hi = np.percentile(lum[m], (35, 90))
        mean = x[m & (lum > lo) & (lum < hi)].mean(0)
        x = x * (mean[1] / mean)
        print('white balance', mean[1] / mean)
    if num('nr', 0) > 0:
        raw, keep = x.astype(np.float32), num('keep', 0)
        alb, nor = (spliced(prefix, k, opts.get('patch'), opts.get('box')) for k in ('albedo', 'normal'))
        nor = cv2.GaussianBlur(nor, (0, 0), .6)
        x = (1 - keep) * demodulated(raw, alb, nor, num('nr', 0), int(num('reach', 5))) + keep * raw
    x = x + num('veil', 0) * x.mean((0, 1))
    develop(x * 2 ** num('exposure', 0), out, num)
    if 'cast' in opts:
        develop(x * vec('cast') * 2 ** num('exposure', 0), opts['cast_out'], num)


def develop(x, out, num):
    """Tone curve, grain, dither, 8 bits. Grain and dither depend on the seed only."""
    y = srgb(tone(x, num('knee', .62), 1.0, num('toe', .010))) * 255
    if num('grain', 0) > 0:
        mid = np.clip(y / 255, 0, 1)
        y = y + num('grain', 0) * (.35 + 2.6 * mid * (1 - mid)) * grain_field(y.shape, int(num('seed', 1)))
    y = y + np.random.default_rng(9).uniform(-.5, .5, y.shape[:2])[..., None] * .999      # dither, the same in r, g, b
    y = np.clip(np.rint(y), 0, 255).astype(np.uint8)
    cv2.imwrite(out, y[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
    l = y @ np.array([.2126, .7152, .0722])
    print(out, y.shape[1::-1], 'percentiles 1 5 25 50 75 95 99 99.9:', np.round(np.percentile(l, (1, 5, 25, 50, 75, 95, 99, 99.9))).astype(int), flush=True)


if __name__ == '__main__':
    if sys.argv[1] == 'mask':
        neutral_mask(*sys.argv[2:5])
    elif sys.argv[1] == 'surface':
        surface_mask(*sys.argv[2:4])
    elif sys.argv[1] == 'project':
        project_mask(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    else:
        main(sys.argv[1], sys.argv[2], dict(a.split('=', 1) for a in sys.argv[3:]))
