#!/usr/bin/python3
"""Develop the light groups of still.py: noise reduction, weights, view transform, grain. Deterministic.

  _still_finish.py STEM OUT.png side-soft=1 env=1 [white=.92] [warm=1,1,1] [seed=1] [reach=5] [strength=.6] [keep=.12]

Each `<light>=<weight>` adds STEM_<light>.exr times its weight; `warm` is a factor for red, green and blue of the lamps,
not of the room. Exposure is metered: the 99th percentile of luminance in the frame is set to `white` on the sRGB scale
before the shoulder, as a photographer exposes each light anew. Needs numpy and cv2 with OpenEXR.
"""
import os
import sys

os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _finish import denoise, grain, lens, load  # noqa: E402

LUMA = np.float32([.0722, .7152, .2126])   # BGR


def tone(img, white):
    """Metered exposure, a soft shoulder from 0.55 of linear light on, sRGB encoding."""
    y = img @ LUMA
    target = ((white + .055) / 1.055) ** 2.4
    img = img * (target / np.percentile(y, 99))
    knee, top = .48, 1.0
    over = np.maximum(img - knee, 0)
    img = np.where(img > knee, knee + (top - knee) * (1 - np.exp(-over / (top - knee))), img)
    return np.where(img <= .0031308, 12.92 * img, 1.055 * np.power(np.maximum(img, 1e-8), 1 / 2.4) - .055)


def curve(v):
    """The print: a gentle S about the middle, blacks set just above zero."""
    s = v * v * (3 - 2 * v)
    return .012 + .985 * (v * .62 + s * .38)


def main(stem, out, *options):
    o = dict(white='.92', warm='1,1,1', seed='1', reach='5', strength='.6', keep='.12')
    weights = {}
    for name, value in (p.split('=') for p in options):
        if name in o: o[name] = value
        else: weights[name] = float(value)
    albedo, normal = load(stem + '_albedo.exr'), load(stem + '_normal.exr')
    warm = np.float32([float(v) for v in o['warm'].split(',')])[::-1]
    light = sum(load(f'{stem}_{name}.exr') * w * (warm if name != 'env' else 1) for name, w in weights.items()).astype(np.float32)
    light /= np.percentile(light @ LUMA, 99)   # the noise model of denoise() expects a lit frame
    img = denoise(light, albedo, normal, int(o['reach']), float(o['strength']), float(o['keep']))
    img = curve(tone(lens(img, .16, .45, .25), float(o['white'])))
    dither = np.random.RandomState(int(o['seed']) + 1).uniform(-.5, .5, img.shape)
    cv2.imwrite(out, np.clip(np.round(grain(img.astype(np.float32), .006, int(o['seed'])) * 255 + dither), 0, 255).astype(np.uint8))


main(*sys.argv[1:])
