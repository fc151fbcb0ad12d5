#!/usr/bin/python3
"""Prepare passes of facade.py for `_finish.py develop`: panes mirror or let through by chance, so their surface colour is as noisy as their light.

  _facade_finish.py calm IN_STEM OUT_STEM          smooths the albedo where it is noise, along surfaces of one normal
  _facade_finish.py check UPRIGHT.png TILTED.png   warps the tilted plate by the exact homography and compares
"""
import sys
import cv2
import numpy as np
from _finish import PASSES, load, shift

def calm(albedo, normal, radius=4):
    """Non-local means on the surface colour; the noise level is measured around each pixel, so that clean edges and prints stay."""
    a = np.sqrt(np.clip(albedo, 0, 4)); g = a.mean(2); dev = np.abs(g - cv2.medianBlur(g, 5)); var = cv2.blur(np.minimum(dev, .25) ** 2, (9, 9)) + 1e-6
    acc, tot = np.zeros_like(a), np.zeros(g.shape, np.float32)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            q = shift(a, dy, dx); d = cv2.blur(((a - q) ** 2).mean(2), (3, 3)); f = ((normal - shift(normal, dy, dx)) ** 2).sum(2) / .02
            w = np.exp(-np.maximum(d - 2 * var, 0) / (.8 * var + 1e-5) - f); acc += w[..., None] * q; tot += w
    noisy = np.clip(cv2.GaussianBlur((dev > .035).astype(np.float32), (0, 0), 2.5) * 3 - .3, 0, 1)[..., None]
    return (a + (acc / tot[..., None] - a) * noisy) ** 2

def check(upright, tilted):
    """Mean and 95th percentile of ΔE76 between the upright plate and the straightened one, and the shift left between them, tile by tile."""
    from _facade_lens import homography
    a, b = cv2.imread(upright), cv2.imread(tilted); h, w = a.shape[:2]; m = np.array(homography('tilted', 'upright'))
    q = cv2.warpPerspective(b, m, (w, h), flags=cv2.INTER_CUBIC); seen = cv2.erode(cv2.warpPerspective(np.full((h, w), 255, np.uint8), m, (w, h)), np.ones((5, 5))) == 255
    lab = lambda i: cv2.cvtColor(cv2.GaussianBlur(i, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_BGR2LAB); e = np.linalg.norm(lab(a) - lab(q), axis=2)[seen]
    g = lambda i: cv2.cvtColor(i, cv2.COLOR_BGR2GRAY).astype(np.float32); ga, gq, win = g(a), g(q), cv2.createHanningWindow((150, 150), cv2.CV_32F); s = []
    for y in range(0, h - 149, 150):
        for x in range(0, w - 149, 150):
            t, u = ga[y:y + 150, x:x + 150], gq[y:y + 150, x:x + 150]
            if seen[y:y + 150, x:x + 150].all() and t.std() > 12: (dx, dy), r = cv2.phaseCorrelate(t, u, win); s += [np.hypot(dx, dy)] if r > .25 else []
    print('seen in both %.2f %%; delta E76 mean %.2f, p95 %.2f; shift of %d tiles: median %.3f px, largest %.3f px' % (100 * seen.mean(), e.mean(), np.percentile(e, 95), len(s), np.median(s), max(s)))


if __name__ == '__main__':
    what, one, two = sys.argv[1:4]
    if what == 'check': check(one, two)
    else:
        p = {k: load('%s_%s.exr' % (one, k)) for k in PASSES}; p['albedo'] = calm(p['albedo'], p['normal'])
        for k, v in p.items(): cv2.imwrite('%s_%s.exr' % (two, k), v.astype(np.float32))
