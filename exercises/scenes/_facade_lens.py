# Cameras of facade.py and the exact homography between their pictures. Pure Python: needs neither Blender nor numpy.
# World: x right, y into the facade, z up, metres. Camera: x right, y down, z forward. Pixels: the centre of the top left pixel is (0, 0).
import math

W, H = 1200, 1800
EYE = (.55, -16.2, 1.62)
CAMERAS = {   # focal length and principal point in pixels; yaw to the right, pitch up, roll (positive: the picture's top leans left) in degrees
    'upright': dict(f=1470., cx=(W - 1) / 2, cy=1322., yaw=0., pitch=0., roll=0.),
    'tilted': dict(f=1300., cx=(W - 1) / 2, cy=(H - 1) / 2, yaw=-.7, pitch=13.4, roll=1.1),
}

def mul(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(3)) for j in range(len(b[0]))] for i in range(3)]

def transpose(a):
    return [list(r) for r in zip(*a)]

def axes(name):
    """Rows: the camera's right, down and forward axis in world co-ordinates."""
    c = CAMERAS[name]; y, p, r = (math.radians(c[k]) for k in ('yaw', 'pitch', 'roll'))
    fwd = (math.sin(y) * math.cos(p), math.cos(y) * math.cos(p), math.sin(p)); right = (math.cos(y), -math.sin(y), 0.)
    down = (fwd[1] * right[2] - fwd[2] * right[1], fwd[2] * right[0] - fwd[0] * right[2], fwd[0] * right[1] - fwd[1] * right[0])
    cr, sr = math.cos(r), math.sin(r)
    return [[cr * a - sr * b for a, b in zip(right, down)], [sr * a + cr * b for a, b in zip(right, down)], list(fwd)]

def intrinsics(name):
    c = CAMERAS[name]; return [[c['f'], 0., c['cx']], [0., c['f'], c['cy']], [0., 0., 1.]]

def inverse_intrinsics(name):
    c = CAMERAS[name]; return [[1 / c['f'], 0., -c['cx'] / c['f']], [0., 1 / c['f'], -c['cy'] / c['f']], [0., 0., 1.]]

def homography(src, dst):
    """3x3, last element 1: pixel of the picture `src` -> pixel of the picture `dst`, for one centre of projection."""
    m = mul(intrinsics(dst), mul(axes(dst), mul(transpose(axes(src)), inverse_intrinsics(src))))
    return [[v / m[2][2] for v in r] for r in m]

def warp(m, x, y):
    q = [r[0] * x + r[1] * y + r[2] for r in m]; return q[0] / q[2], q[1] / q[2]

def project(name, point):
    v = [[p - e] for p, e in zip(point, EYE)]; q = mul(intrinsics(name), mul(axes(name), v)); return q[0][0] / q[2][0], q[1][0] / q[2][0]

if __name__ == '__main__':
    m = homography('tilted', 'upright'); print('tilted -> upright'); print('\n'.join('  - [%s]' % ', '.join('%.10g' % v for v in r) for r in m))
    back = homography('upright', 'tilted')
    for x, y in ((0, 0), (W - 1, 0), (W - 1, H - 1), (0, H - 1)): print('upright corner %4d %4d lies in tilted at %8.1f %8.1f' % ((x, y) + warp(back, x, y)))
    for x in (-4.6, 4.6):
        (x0, y0), (x1, y1) = project('tilted', (x, 0, 0)), project('tilted', (x, 0, 12.5)); print('vertical at x=%.1f m leans %.2f degrees' % (x, math.degrees(math.atan2(x1 - x0, y0 - y1))))
