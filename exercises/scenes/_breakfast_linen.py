"""A crumpled linen napkin: gathered sheet, dropped on the table by Blender's cloth solver.

linen_mesh(...) returns rest coordinates (u, v in metres) and the settled vertices. The solver runs
about a minute; set CACHE to a folder to keep the result between runs."""
import os
import bpy
import numpy as np
from _breakfast_lib import value_noise, grid_faces, mesh


def gathered(n, size, seed, waves=2.5, tight=.68, loose=.90, height=.010):
    """Sheet bunched at one end and fanned out at the other; every row keeps its arc length."""
    rng = np.random.default_rng(seed)
    warp, amp = value_noise((n, 400), 3, rng), value_noise((n, 400), 4, rng)
    rows = []
    for j in range(n):
        t = j / (n - 1)
        c = tight + (loose - tight) * t ** 1.2
        x = np.linspace(-.5, .5, 400) * size * c
        slope = 1.75 * np.sqrt(1 / c ** 2 - 1)
        lam = size * c / waves
        a = slope * lam / (2 * np.pi) * (1 + .5 * amp[j])
        z = a * np.sin(2 * np.pi * x / lam + 1.7 * warp[j] + 1.0 * np.sin(3.1 * t))
        s = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
        k = np.linspace(0, s[-1], n)
        xs, zs = np.interp(k, s, x), np.interp(k, s, z)
        rows.append(np.stack([xs + .04 * np.sin(2.2 * t + .3), np.full(n, (t - .5) * size), zs], -1))
    v = np.array(rows).reshape(-1, 3)
    v[:, 2] += height - v[:, 2].min()
    return v


def linen_mesh(n=96, size=.36, seed=3, frames=40, colliders=()):
    cache = os.environ.get('CACHE')
    path = cache and os.path.join(cache, f'linen-{n}-{size}-{seed}-{frames}.npy')
    if path and os.path.exists(path):
        return np.load(path)
    sc = bpy.context.scene
    o = mesh('cloth', gathered(n, size, seed), grid_faces(n, n))
    floor = mesh('floor', [(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], [(0, 1, 2, 3)], smooth=None)
    for c in (floor, *colliders):
        c.modifiers.new('collision', 'COLLISION')
        c.collision.thickness_outer, c.collision.cloth_friction = .0012, 24
    m = o.modifiers.new('cloth', 'CLOTH')
    s, k = m.settings, m.collision_settings
    s.quality, s.mass, s.air_damping = 9, .06, 1.5
    s.tension_stiffness = s.compression_stiffness = 22
    s.shear_stiffness, s.bending_stiffness, s.bending_damping = 3, 45, .5
    k.collision_quality, k.distance_min = 3, .0012
    k.use_self_collision, k.self_distance_min, k.self_friction = True, .0016, 12
    m.point_cache.frame_end = frames
    for f in range(1, frames + 1):
        sc.frame_set(f)
    e = o.evaluated_get(bpy.context.evaluated_depsgraph_get())
    out = np.empty(n * n * 3, np.float64)
    e.data.vertices.foreach_get('co', out)
    out = out.reshape(n, n, 3)
    bpy.data.objects.remove(o)
    bpy.data.objects.remove(floor)
    for c in colliders:
        c.modifiers.remove(c.modifiers['collision'])
    sc.frame_set(1)
    for _ in range(3):                                    # ironed a little: solver ripples go, folds stay
        for ax in (0, 1):
            e = np.concatenate([out.take([0], ax), out, out.take([-1], ax)], ax)
            out = .25 * e.take(range(0, n), ax) + .5 * e.take(range(1, n + 1), ax) + .25 * e.take(range(2, n + 2), ax)
    if path:
        np.save(path, out)
    return out
