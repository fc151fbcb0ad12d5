#!/usr/bin/python3
"""Smooth what the lens has blurred already. The disc of an out-of-focus point hides detail finer than itself, so noise of
that size can go: each pixel of the three passes is blurred by a small share of its circle of confusion, sharp ones not at all.

  _chess_bokeh.py IN_STEM BLUR.exr OUT_STEM      BLUR.exr: diameter of the circle of confusion in pixels (VARIANT=blur)
"""
import os, sys
os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

SHARE, LARGEST, GUARD = .085, 4.5, 9     # sigma / diameter, largest sigma in px, distance kept from anything sharper in px
STEPS = 0, .6, 1.1, 1.8, 2.9, 4.5        # sigmas rendered once and interpolated between

stem, blur, out = sys.argv[1:]
coc = cv2.erode(cv2.imread(blur, cv2.IMREAD_UNCHANGED)[..., 0], cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * GUARD + 1, 2 * GUARD + 1)))
sigma = np.clip(cv2.GaussianBlur(coc, (0, 0), 3) * SHARE - .25, 0, LARGEST)
for name in 'rgb', 'albedo', 'normal':
    img = cv2.imread('%s_%s.exr' % (stem, name), cv2.IMREAD_UNCHANGED)[..., :3]
    levels = [cv2.GaussianBlur(img, (0, 0), s) if s else img for s in STEPS]
    acc = np.zeros_like(img)
    for i, s in enumerate(STEPS):
        lo, hi = STEPS[max(i - 1, 0)], STEPS[min(i + 1, len(STEPS) - 1)]
        w = np.minimum(np.clip((sigma - lo) / max(s - lo, 1e-6), 0, 1) if s > lo else 1, np.clip((hi - sigma) / max(hi - s, 1e-6), 0, 1) if hi > s else 1)
        acc += levels[i] * w[..., None]
    cv2.imwrite('%s_%s.exr' % (out, name), acc)
