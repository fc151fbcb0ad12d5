"""Geometry of the headphones: swept bars, oval lathes, stitches and pile (imported by headphones.py; 1 unit = 1 cm)."""
import math
import numpy as np
from mathutils import Vector, noise as mnoise
from _breakfast_lib import grid_faces, mesh, smooth_profile


def rounded_rect(w, h, r, seg=5):
    """Closed outline of a w x h rectangle with corner radius r, counter-clockwise, (n, 2)."""
    out = []
    for cx, cy, a0 in ((w / 2 - r, h / 2 - r, 0), (r - w / 2, h / 2 - r, 90), (r - w / 2, r - h / 2, 180), (w / 2 - r, r - h / 2, 270)):
        for i in range(seg + 1):
            a = math.radians(a0 + 90 * i / seg)
            out.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    return np.array(out)


def sweep(name, path, a, b, sections, mat, uv=True, **kw):
    """Sections (n, m, 2) carried along path (n, 3) in the axes a, b (n, 3); capped at both ends. UV in cm: (along, around)."""
    v = path[:, None] + sections[..., :1] * a[:, None] + sections[..., 1:] * b[:, None]
    n, m = v.shape[:2]
    faces = grid_faces(n, m, True) + [tuple(range(m))[::-1], tuple(range((n - 1) * m, n * m))]
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    t = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(sections[n // 2], axis=0), axis=1))])
    st = np.stack(np.broadcast_arrays(s[:, None], t[None]), -1).reshape(-1, 2) if uv else None
    return mesh(name, v.reshape(-1, 3), faces, mat, uv=st, **kw)


def frame(path, side):
    """Axes of a path that stays in a plane: the constant side axis and the normal to both."""
    t = np.gradient(path, axis=0)
    t /= np.linalg.norm(t, axis=1)[:, None]
    a = np.broadcast_to(np.array(side, float), t.shape)
    return a, np.cross(t, a), t


def oval(name, pts, mat, ky=.84, seg=192, step=.06, square=2.25, wobble=0.0, cols=0, **kw):
    """Body turned round the x axis from (u, r[, hard]) points, squeezed to ky in y, outline a superellipse of power `square`.
    UV: (column of `cols` round the axis, arc length along the profile in cm)."""
    prof = smooth_profile([(p[1], p[0]) for p in pts], step)
    r, u = prof[:, :1], prof[:, 1:]
    th = np.linspace(0, 2 * np.pi, seg + 1 if cols else seg, endpoint=bool(cols))
    c, s = np.cos(th), np.sin(th)
    k = (np.abs(c) ** square + np.abs(s) ** square) ** (-1 / square)
    x, y, z = u + 0 * th, r * k * c * ky, r * k * s
    v = np.stack([x, y, z], -1)
    if wobble:
        for q in v.reshape(-1, 3):
            p = Vector(q)
            q[0] += wobble * (mnoise.noise(p * .55) + .35 * mnoise.noise(p * 1.7 + Vector((5, 0, 0))))
            f = 1 + wobble * .16 * mnoise.noise(p * .8 + Vector((0, 9, 0)))
            q[1] *= f
            q[2] *= f
    uv = None
    if cols:
        s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(prof, axis=0), axis=1))])
        uv = np.stack(np.broadcast_arrays(th[None] / (2 * np.pi) * cols, s[:, None]), -1).reshape(-1, 2)
    return mesh(name, v.reshape(-1, 3), grid_faces(len(prof), v.shape[1], not cols), mat, uv=uv, **kw), v


def capsule_mesh(name, ends, radius, mat, seg=7):
    """One mesh of many stitches: each (p, q, up) a short rounded thread, arched a little at the middle."""
    v, f = [], []
    for p, q, up in ends:
        p, q, up = (np.array(k, float) for k in (p, q, up))
        d = q - p
        length = np.linalg.norm(d)
        d /= length
        side = np.cross(d, up)
        for k, (t, rr, lift) in enumerate(((0, .15, -.9), (.05, .75, -.4), (.2, 1, .15), (.5, 1.05, .45), (.8, 1, .15), (.95, .75, -.4), (1, .15, -.9))):
            base = len(v)
            c = p + d * length * t + up * radius * lift
            for i in range(seg):
                a = 2 * math.pi * i / seg
                v.append(c + radius * rr * (math.cos(a) * side + math.sin(a) * up))
            if k:
                f += [(base - seg + i, base - seg + (i + 1) % seg, base + (i + 1) % seg, base + i) for i in range(seg)]
    return mesh(name, v, f, mat)


def pile(name, surface, count, length, width, mat, rng, keep=None):
    """Fine fibres standing on a vertex grid (rows, cols, 3): thin triangles, leaning at random."""
    rows, cols = surface.shape[:2]
    du = np.gradient(surface, axis=0)
    dv = np.gradient(surface, axis=1)
    nrm = np.cross(du, dv)
    size = np.linalg.norm(nrm, axis=2)
    nrm /= np.maximum(size, 1e-9)[..., None]
    w = size * (keep if keep is not None else 1.0)
    pick = rng.choice(rows * cols, count, p=(w / w.sum()).ravel())
    j, i = pick // cols, pick % cols
    p = surface[j, i] + du[j, i] * rng.uniform(-.5, .5, (count, 1)) + dv[j, i] * rng.uniform(-.5, .5, (count, 1))
    lean = rng.normal(size=(count, 3)) * .55
    d = nrm[j, i] * np.sign((nrm[j, i] * (p - surface.mean((0, 1)))).sum(1, keepdims=True)) + lean
    d /= np.linalg.norm(d, axis=1)[:, None]
    side = np.cross(d, rng.normal(size=(count, 3)))
    side /= np.linalg.norm(side, axis=1)[:, None]
    ln = length * rng.uniform(.35, 1.0, (count, 1)) ** 1.3
    bend = rng.normal(size=(count, 3)) * .28 * ln
    a, b = p - side * width / 2 - d * .01, p + side * width / 2 - d * .01
    m1, m2, tip = p + d * ln * .55 - side * width * .4, p + d * ln * .55 + side * width * .4, p + d * ln + bend
    v = np.stack([a, b, m2, m1, tip], 1).reshape(-1, 3)
    f = [q for k in range(0, 5 * count, 5) for q in ((k, k + 1, k + 2, k + 3), (k + 3, k + 2, k + 4))]
    return mesh(name, v, f, mat, smooth=None)
