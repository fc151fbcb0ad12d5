#!/usr/bin/python3
"""White balance and masks of the can set.

  _cans_finish.py balance STEM OUT_STEM REFERENCE_STEM X,Y         gains that make the grey field at X,Y of the reference equal in red, green and blue
  _cans_finish.py calm STEM OUT_STEM                                noise reduction that leaves the edges of the print alone; then develop with --strength 0
  _cans_finish.py can  OUT.png MASK.png...                          union of the cans' silhouettes (renders of VARIANT=mask-N)
  _cans_finish.py set  OUT.png BORDER SET_STEM MASK.png CAN_STEM...  what all frames share: neither can nor its shadow, mirror image or cast colour

BORDER is x0,x1,y0,y1 as in the scene script; outside it the frames are the same by construction. Inside, a pixel is
shared when every can's frame stays within 1.5 % of the empty set in all three channels, over 7 px of blur.
"""
import sys
import numpy as np
import _finish
import cv2


def balance(stem, out, reference, at):
    x, y = (int(v) for v in at.split(','))
    grey = _finish.load(reference + '_rgb.exr')[y - 20:y + 20, x - 20:x + 20].mean((0, 1))
    gain = grey[1] / grey
    print('gains red, green, blue: %.4f, %.4f, %.4f' % tuple(gain[::-1]))
    cv2.imwrite(out + '_rgb.exr', _finish.load(stem + '_rgb.exr') * gain)
    for k in _finish.PASSES[1:]:
        cv2.imwrite('%s_%s.exr' % (out, k), _finish.load('%s_%s.exr' % (stem, k)))


def calm(stem, out):
    rgb, albedo, normal = (_finish.load('%s_%s.exr' % (stem, k)) for k in _finish.PASSES)
    tone = cv2.GaussianBlur(albedo.mean(2), (0, 0), .6)
    step = cv2.dilate(tone, np.ones((3, 3))) - cv2.erode(tone, np.ones((3, 3)))
    print_edge = cv2.GaussianBlur(np.clip((step - .05) / .08, 0, 1), (0, 0), .8)[..., None]
    clean = _finish.denoise(rgb, albedo, normal, 6, .45, .14)
    near, total, raw = np.zeros_like(rgb), np.zeros_like(rgb[..., :1]), np.minimum(rgb, 3)
    for dy in range(-3, 4):                               # mean over neighbours of the same ink: no surface colour divided out
        for dx in range(-3, 4):
            like = np.exp(-((albedo - _finish.shift(albedo, dy, dx)) ** 2).sum(2) / .0025 - (dx * dx + dy * dy) / 4.5)[..., None]
            near += like * _finish.shift(raw, dy, dx)
            total += like
    cv2.imwrite(out + '_rgb.exr', clean + (near / total - clean) * np.minimum(print_edge * 1.3, 1))
    for k, v in (('albedo', albedo), ('normal', normal)):
        cv2.imwrite('%s_%s.exr' % (out, k), v)


def can(out, *masks):
    levels = [np.clip((cv2.imread(m, cv2.IMREAD_GRAYSCALE).astype(int) - 12) * 255 // (243 - 12), 0, 255) for m in masks]
    cv2.imwrite(out, np.max(levels, 0).astype(np.uint8))


def shared(out, border, empty, can_mask, *frames):
    quiet = lambda stem: cv2.GaussianBlur(_finish.denoise(*(_finish.load('%s_%s.exr' % (stem, k)) for k in _finish.PASSES), 4, .7, 0), (0, 0), 3.5)
    base = quiet(empty)
    x0, x1, y0, y1 = _finish.rect(border, base.shape)
    changed = np.zeros(base.shape[:2], np.uint8)
    for f in frames:
        diff = np.abs(quiet(f) / np.maximum(base, 1e-4) - 1).max(2) > .015
        changed[y0 + 12:y1 - 12, x0 + 12:x1 - 12] |= diff[y0 + 12:y1 - 12, x0 + 12:x1 - 12]
    disc = lambda d: cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (d, d))
    changed = cv2.morphologyEx(cv2.morphologyEx(changed, cv2.MORPH_OPEN, disc(9)), cv2.MORPH_CLOSE, disc(31))
    changed |= cv2.imread(can_mask, cv2.IMREAD_GRAYSCALE) > 0
    changed = cv2.dilate(changed, disc(13))
    num, label, stats, _ = cv2.connectedComponentsWithStats(1 - changed)
    for i in range(1, num):                               # specks enclosed by the shadow belong to it
        if stats[i, cv2.CC_STAT_AREA] < .01 * changed.size:
            changed[label == i] = 1
    cv2.imwrite(out, np.clip(np.round(cv2.GaussianBlur(1.0 - changed, (0, 0), 2.0) * 255), 0, 255).astype(np.uint8))


if __name__ == '__main__':
    {'balance': balance, 'calm': calm, 'can': can, 'set': shared}[sys.argv[1]](*sys.argv[2:])
