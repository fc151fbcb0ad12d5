#!/usr/bin/python3
"""Develop the headphones: the picture on the sweep, and the product alone in straight colour with its true alpha.

  _headphones_finish.py SWEEP_STEM ALONE.exr OUT_STEM [options]     ->  OUT_STEM-sweep.png, -cutout.png, -alpha.png

SWEEP_STEM_rgb.exr, _albedo.exr, _normal.exr and ALONE.exr (RGBA, premultiplied) come from headphones.py with the same
seed. Picture, colour and alpha go through the same lens (softness, fall-off; no lateral colour), so that they register.
Inside the product the cut-out holds the very pixels of the picture; where the alpha is partial its colour is the
product's own, un-premultiplied in linear light before the view transform. Beyond the edge the colour is carried outwards.
Needs numpy and cv2 with OpenEXR; calls blender for the view transform.
"""
import argparse
import numpy as np
import _finish
import cv2


def carried(rgb, weight):
    """Colour of the weighted pixels, carried outwards over wider and wider neighbourhoods."""
    out, have = np.zeros_like(rgb), np.zeros(weight.shape, np.float32)
    for s in (.8, 1.6, 3.2, 6.4, 12.8, 25.6):
        w = cv2.GaussianBlur(weight, (0, 0), s)
        c = cv2.GaussianBlur(rgb * weight[..., None], (0, 0), s) / np.maximum(w, 1e-6)[..., None]
        use = np.clip(w / .04, 0, 1) * (1 - have)
        out += c * use[..., None]
        have += use
    return out / np.maximum(have, 1e-6)[..., None]


def eight_bit(display, amount, seed):
    """Grain and dither as in _finish.py develop."""
    dither = np.random.RandomState(seed + 1).uniform(-.5, .5, display.shape)
    return np.clip(np.round(_finish.grain(display, amount, seed) * 255 + dither), 0, 255).astype(np.uint8)


def main():
    p = argparse.ArgumentParser()
    for k in ('sweep', 'alone', 'out'):
        p.add_argument(k)
    for k, v in dict(radius=6, seed=1).items():
        p.add_argument('--' + k, type=int, default=v)
    for k, v in dict(strength=.45, keep=.14, vignette=.18, soft=.46, grain=.0055, exposure=.25).items():
        p.add_argument('--' + k, type=float, default=v)
    p.add_argument('--look', default='High Contrast')
    a = p.parse_args()
    rgb, albedo, normal = (_finish.load('%s_%s.exr' % (a.sweep, k)) for k in _finish.PASSES)
    raw = cv2.imread(a.alone, cv2.IMREAD_UNCHANGED).astype(np.float32)
    premult, alpha = raw[..., :3], np.clip(raw[..., 3], 0, 1)
    clean = _finish.denoise(rgb, albedo, normal, a.radius, a.strength, a.keep) if a.strength > 0 else rgb
    own = premult / np.maximum(alpha, 1e-4)[..., None]
    trust = np.clip((alpha - .2) / .5, 0, 1)[..., None]
    solid = (alpha > .999)[..., None]
    colour = np.where(solid, clean, own * trust + carried(own, alpha * (alpha > .2)) * (1 - trust))
    soft = lambda img, fall: _finish.lens(img, fall, a.soft, 0)
    cover = soft(np.repeat(alpha[..., None], 3, 2), 0)[..., 0]
    lit = soft(colour * alpha[..., None], a.vignette)
    straight = np.where((cover > .004)[..., None], lit / np.maximum(cover, .004)[..., None], 0)
    straight = np.where((cover > .02)[..., None], straight, carried(straight, cover * (cover > .02)))
    sweep = eight_bit(_finish.view(soft(clean, a.vignette), a.exposure, a.look), a.grain, a.seed)
    cut = eight_bit(_finish.view(np.maximum(straight, 0), a.exposure, a.look), a.grain, a.seed)
    alpha8 = np.clip(np.round(cover * 255), 0, 255).astype(np.uint8)
    cut = np.where((alpha8 == 255)[..., None], sweep, cut)
    cut[cv2.dilate(alpha8, np.ones((33, 33))) == 0] = 0
    cv2.imwrite(a.out + '-sweep.png', sweep)
    cv2.imwrite(a.out + '-cutout.png', np.dstack([cut, alpha8]))
    cv2.imwrite(a.out + '-alpha.png', alpha8)


if __name__ == '__main__':
    main()
