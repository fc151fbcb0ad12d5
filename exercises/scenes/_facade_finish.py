#!/usr/bin/python3
"""Prepare passes of facade.py for `_finish.py develop`: panes mirror or let through by chance, so light and surface colour are noisy there.

  _facade_finish.py calm CAMERA PANES.json IN_STEM OUT_STEM    smooths what is noise within the panes (corners written by facade.py)
  _facade_finish.py check UPRIGHT.png TILTED.png               warps the tilted plate by the exact homography and compares
"""
import json, sys
import cv2
import numpy as np
from _facade_lens import W, homography, project
from _finish import PASSES, load, shift

def panes(camera, file, size):
    """Mask 0..1 of all panes as the camera sees them, filled at four times the size; what stands before them is not taken out."""
    k = 4 * size[0] / W; m = np.zeros((4 * size[1], 4 * size[0]), np.uint8)
    with open(file) as f:
        for quad in json.load(f): cv2.fillConvexPoly(m, np.int32([[(v + .5) * k for v in project(camera, p)] for p in quad]), 255)
    return cv2.resize(m, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255

def calm(rgb, albedo, normal, mask, radius=5):
    """Non-local means over light and surface colour together, inside the mask; leaves and lamp posts before the glass stay apart by their normals.
    The noise level is measured around each pixel, so that folds, frames and mirrored edges stay."""
    a, l = np.sqrt(np.clip(albedo, 0, 4)), np.log1p(4 * rgb); med = cv2.merge([cv2.medianBlur(c, 3) for c in cv2.split(l)]); l = np.where(l > med * 1.5 + .25, med, l)
    var = sum(cv2.blur(np.minimum((c - cv2.medianBlur(c, 5)) ** 2, .09), (9, 9)) for c in cv2.split(l)) / 3 * 1.6 + 2e-5; acc, tot = np.zeros((*var.shape, 6), np.float32), np.zeros(var.shape, np.float32)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            d = cv2.blur(((l - shift(l, dy, dx)) ** 2).mean(2), (5, 5)); f = ((normal - shift(normal, dy, dx)) ** 2).sum(2) / .02
            w = np.exp(-np.maximum(d - 2 * var, 0) / (.5 * var) - f) * (shift(mask, dy, dx) + .02); acc += w[..., None] * np.concatenate([shift(l, dy, dx), shift(a, dy, dx)], 2); tot += w
    out = acc / tot[..., None]; m = mask[..., None] * .9
    return np.expm1(l + (out[..., :3] - l) * m) / 4, (a + (out[..., 3:] - a) * m) ** 2

def check(upright, tilted):
    """Mean and 95th percentile of ΔE76 between the upright plate and the straightened one, and the shift left between them, tile by tile."""
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
    if sys.argv[1] == 'check': check(*sys.argv[2:4])
    else:
        camera, file, src, dst = sys.argv[2:6]; p = {k: load('%s_%s.exr' % (src, k)) for k in PASSES}
        p['rgb'], p['albedo'] = calm(p['rgb'], p['albedo'], p['normal'], panes(camera, file, p['rgb'].shape[1::-1]))
        for k, v in p.items(): cv2.imwrite('%s_%s.exr' % (dst, k), v.astype(np.float32))
