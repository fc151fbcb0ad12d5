#!/usr/bin/python3
"""Two-colour artwork out of a render of few samples: edges made even, both colours exact.

  _bottle_flatten.py RENDER.png GROUND INK OUT.png      GROUND, INK: sRGB hex
"""
import sys
import cv2
import numpy as np

render, ground, ink, out = sys.argv[1:]
bgr = lambda h: np.float32([int(h[i:i + 2], 16) for i in (5, 3, 1)])
img, a, d = cv2.imread(render).astype(np.float32), bgr(ground), bgr(ink) - bgr(ground)
cover = cv2.GaussianBlur(((img - a) @ d) / (d @ d), (0, 0), 1.3)
cover = np.clip((cover - .5) * 1.9 + .5, 0, 1)[..., None]      # an edge about two pixels wide
cv2.imwrite(out, np.round(a + cover * d).astype(np.uint8))
