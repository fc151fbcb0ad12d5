#!/usr/bin/python3
"""Develop scene-linear passes into a plate: denoise, lens, view transform, grain. Deterministic.

  _finish.py develop IN_STEM OUT.png [options]      IN_STEM_rgb.exr, _albedo.exr, _normal.exr  ->  8 bit sRGB PNG
  _finish.py paste CLEAN.png CHANGED.png BORDER OUT.png      CHANGED inside the feathered region only; outside byte-identical
  _finish.py patch CLEAN_STEM PART_STEM BORDER OUT_STEM      linear passes: the border render laid over the full one
  _finish.py shadow CLEAN_STEM SHADOW_STEM BORDER OUT.png    shadow mask: where the ground darkens
  _finish.py mask RENDER.png OUT.png                         object mask: levels that take out the dither

BORDER is x0,x1,y0,y1 as in the scene scripts (fractions, y from below).
Needs numpy, cv2 with OpenEXR; `develop` calls blender for the Filmic view transform.
"""
import argparse, os, subprocess, sys, tempfile
os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

PASSES = 'rgb', 'albedo', 'normal'
load = lambda f: cv2.imread(f, cv2.IMREAD_UNCHANGED)[..., :3].astype(np.float32)
shift = lambda a, dy, dx: cv2.warpAffine(a, np.float32([[1, 0, dx], [0, 1, dy]]), a.shape[1::-1], flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101)


def denoise(rgb, albedo, normal, radius, strength, keep):
    """Non-local means on the light alone: surface colour is divided out before and put back after, so that grain and
    print cannot be smeared; albedo and normal of the two pixels must agree as well. `keep` = share of noise left in."""
    a = albedo + .04
    light = np.log1p(4 * rgb / a)
    med = cv2.merge([cv2.medianBlur(c, 5) for c in cv2.split(light)]); peak = cv2.dilate(med, np.ones((3, 3)))
    light = np.where(light > peak * 1.35 + .10, med, light)   # fireflies
    res = light.mean(2) - cv2.GaussianBlur(light.mean(2), (0, 0), 1.0)
    var = np.minimum(cv2.blur(np.minimum(res ** 2, .02), (17, 17)), .006) * 1.35 + 2e-5
    acc, tot = np.zeros_like(light), np.zeros(light.shape[:2], np.float32)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            q = shift(light, dy, dx)
            d = cv2.blur(((light - q) ** 2).mean(2), (5, 5)) - 2 * var
            f = ((albedo - shift(albedo, dy, dx)) ** 2).sum(2) / .012 + ((normal - shift(normal, dy, dx)) ** 2).sum(2) / .030
            w = np.exp(-np.maximum(d, 0) / (strength * 2 * var) - f)
            acc += w[..., None] * q; tot += w
    den = acc / tot[..., None]; den += (light - den) * keep
    return np.expm1(den) / 4 * a


def lens(img, vignette, soft, fringe):
    """Fall-off to the corners, a touch of softness growing outwards, lateral colour below half a pixel."""
    h, w = img.shape[:2]; y, x = np.mgrid[0:h, 0:w].astype(np.float32); x = (x - (w - 1) / 2) / (w / 2); y = (y - (h - 1) / 2) / (w / 2)
    r2 = (x * x + y * y) / (1 + (h / w) ** 2)
    out = []
    for c, k in zip(cv2.split(img), (-fringe, 0, fringe)):   # BGR
        s = 1 + k / (w / 2) * r2
        out.append(cv2.remap(c, x * s * (w / 2) + (w - 1) / 2, y * s * (w / 2) + (h - 1) / 2, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101) if k else c)
    img = np.maximum(cv2.merge(out), 0)
    b = cv2.GaussianBlur(img, (0, 0), soft * 1.9); core = cv2.GaussianBlur(img, (0, 0), soft); m = np.clip(r2 * 1.2 - .15, 0, 1)[..., None] * .7
    return (core * (1 - m) + b * m) * (1 - vignette * r2 ** 1.1)[..., None]


def view(img, exposure, look):
    """Filmic by Blender itself; 16 bit in between."""
    with tempfile.TemporaryDirectory() as d:
        cv2.imwrite(d + '/a.exr', img.astype(np.float32))
        py = ("import bpy\ns = bpy.context.scene; v = s.view_settings; v.view_transform = 'Filmic'; v.look = %r; v.exposure = %r\n"
              "f = s.render.image_settings; f.file_format = 'PNG'; f.color_depth = '16'; f.color_mode = 'RGB'\n"
              "i = bpy.data.images.load(%r); i.colorspace_settings.name = 'Linear'; i.save_render(%r, scene=s)" % (look, exposure, d + '/a.exr', d + '/a.png'))
        subprocess.run(['blender', '-b', '--python-exit-code', '1', '--python-expr', py], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return cv2.imread(d + '/a.png', cv2.IMREAD_UNCHANGED).astype(np.float32) / 65535


def grain(img, amount, seed):
    """Film-like: mostly luminance, a little clumped, strongest in the lower mid-tones."""
    r = np.random.RandomState(seed); h, w = img.shape[:2]
    g = cv2.GaussianBlur(r.normal(size=(h, w)).astype(np.float32), (0, 0), .62); g /= g.std()
    c = cv2.GaussianBlur(r.normal(size=(h, w, 3)).astype(np.float32), (0, 0), .8); c /= c.std()
    y = img.mean(2); k = amount * (.35 + 2.2 * y * (1 - y)) * np.clip(y * 14, .2, 1) * np.clip((1 - y) * 10, .15, 1)
    return img + k[..., None] * (g[..., None] * .9 + c * .35)


def levels(img, black, white, lo=.07, hi=.90, margin=.010):
    """Black and white point with a soft toe and shoulder: tends to `margin` from either end, never clips."""
    v = (img - black) / (white - black); t, s = lo - margin, 1 - margin - hi
    v = np.where(v < lo, lo - t * (1 - np.exp(np.minimum(v - lo, 0) / t)), v)
    return np.where(v > hi, hi + s * (1 - np.exp(-np.maximum(v - hi, 0) / s)), v)


def rect(border, shape):
    x0, x1, y0, y1 = (float(v) for v in border.split(',')); h, w = shape[:2]
    return int(round(x0 * w)), int(round(x1 * w)), int(round((1 - y1) * h)), int(round((1 - y0) * h))


def feather(border, shape, inset, width):
    x0, x1, y0, y1 = rect(border, shape); h, w = shape[:2]; x, y = np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32)
    ax = np.clip((np.minimum(x - x0, x1 - 1 - x) - inset) / width, 0, 1); ay = np.clip((np.minimum(y - y0, y1 - 1 - y) - inset) / width, 0, 1)
    m = ay[:, None] * ax[None]; return m * m * (3 - 2 * m)


def develop(a):
    rgb, albedo, normal = (load('%s_%s.exr' % (a.stem, p)) for p in PASSES)
    img = denoise(rgb, albedo, normal, a.radius, a.strength, a.keep) if a.strength > 0 else rgb
    img = view(lens(img, a.vignette, a.soft, a.fringe), a.exposure, a.look)
    if (a.black, a.white) != (0, 1): img = levels(img, a.black, a.white)
    rng = np.random.RandomState(a.seed + 1).uniform(-.5, .5, img.shape)   # dither to 8 bit
    cv2.imwrite(a.out, np.clip(np.round(grain(img, a.grain, a.seed) * 255 + rng), 0, 255).astype(np.uint8))


def main():
    p = argparse.ArgumentParser(); s = p.add_subparsers(dest='what', required=True)
    d = s.add_parser('develop'); d.add_argument('stem'); d.add_argument('out')
    for k, v in dict(radius=6, seed=1).items(): d.add_argument('--' + k, type=int, default=v)
    for k, v in dict(strength=.55, keep=.12, vignette=.26, soft=.48, fringe=.35, grain=.0065, exposure=.66, black=0., white=1.).items(): d.add_argument('--' + k, type=float, default=v)
    d.add_argument('--look', default='Medium High Contrast')
    for k, names in dict(paste=('clean', 'changed', 'border', 'out'), patch=('clean', 'part', 'border', 'out'), shadow=('clean', 'shadow', 'border', 'out'), mask=('render', 'out')).items():
        q = s.add_parser(k)
        for n in names: q.add_argument(n)
    a = p.parse_args()
    if a.what == 'develop': develop(a)
    elif a.what == 'paste':
        c, n = cv2.imread(a.clean), cv2.imread(a.changed); m = feather(a.border, c.shape, 24, 24)[..., None]
        cv2.imwrite(a.out, np.where(m > 0, np.round(c * (1 - m) + n * m), c).astype(np.uint8))
    elif a.what == 'patch':
        for k in PASSES:
            c, n = load('%s_%s.exr' % (a.clean, k)), load('%s_%s.exr' % (a.part, k)); m = feather(a.border, c.shape, 3, 20)[..., None]; cv2.imwrite('%s_%s.exr' % (a.out, k), c * (1 - m) + n * m)
    elif a.what == 'mask':
        m = cv2.imread(a.render, cv2.IMREAD_GRAYSCALE).astype(int); cv2.imwrite(a.out, np.clip((m - 12) * 255 // (243 - 12), 0, 255).astype(np.uint8))
    elif a.what == 'shadow':
        c, n = load(a.clean + '_rgb.exr').mean(2), load(a.shadow + '_rgb.exr').mean(2); x0, x1, y0, y1 = (v + d for v, d in zip(rect(a.border, c.shape), (14, -14, 14, -14)))   # the blur reaches past the rim
        drop = np.zeros_like(c); drop[y0:y1, x0:x1] = (1 - cv2.GaussianBlur(n, (0, 0), 3.0) / np.maximum(cv2.GaussianBlur(c, (0, 0), 3.0), 1e-4))[y0:y1, x0:x1]
        drop = cv2.GaussianBlur(np.clip(drop, 0, 1), (0, 0), 2.0); hard = (drop > .045).astype(np.uint8); k = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
        hard = cv2.morphologyEx(cv2.morphologyEx(hard, cv2.MORPH_OPEN, k), cv2.MORPH_CLOSE, k); num, lab, st, _ = cv2.connectedComponentsWithStats(hard)
        for i in range(1, num):
            if st[i, cv2.CC_STAT_AREA] < .02 * c.size / 100: hard[lab == i] = 0
        cv2.imwrite(a.out, np.clip(np.round(cv2.GaussianBlur(hard.astype(np.float32), (0, 0), 2.2) * 255), 0, 255).astype(np.uint8))

if __name__ == '__main__': main()
