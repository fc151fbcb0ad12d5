#!/usr/bin/python3
"""Keep thin print whole. On a saturated ground the denoiser takes a stroke two pixels wide for a firefly; the lettering,
being pale and sunlit, has next to no noise, so it is taken from a picture developed without denoising (same grain).

  _bottle_letters.py DENOISED.png RAW.png STEM LABEL-MASK.png OUT.png      STEM_albedo.exr shows where ink lies on the label
"""
import os, sys
os.environ['OPENCV_IO_ENABLE_OPENEXR'] = '1'
import cv2
import numpy as np

denoised, raw, stem, label, out = sys.argv[1:]
red = cv2.imread(stem + '_albedo.exr', cv2.IMREAD_UNCHANGED)[..., 2]
disc = lambda r: cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1))
inside = cv2.erode((cv2.imread(label, cv2.IMREAD_GRAYSCALE) > 250).astype(np.uint8), disc(4))
ink = cv2.dilate(((red > .16) & (inside > 0)).astype(np.uint8), disc(2)).astype(np.float32)
m = cv2.GaussianBlur(ink, (0, 0), .9)[..., None]
a, b = cv2.imread(denoised).astype(np.float32), cv2.imread(raw).astype(np.float32)
cv2.imwrite(out, np.round(a * (1 - m) + b * m).astype(np.uint8))
