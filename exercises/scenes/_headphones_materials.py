"""Materials of the headphones (imported by headphones.py; 1 unit = 1 cm, UV in cm where the part has it)."""
from _breakfast_lib import N


def paper():
    n = N('seamless paper')
    p = n.coord()
    tone = n.noise(p, .035, 4, .5)
    n.set(Base_Color=n.ramp(tone, (.3, (.500, .466, .424)), (.7, (.530, .496, .452))), Roughness=.86, Specular=.22,
          Normal=n.bump(n.noise(p, 9, 5, .65), .10, .02))
    return n.m


def shell():
    n = N('soft-touch shell')
    p = n.coord()
    wear = n.noise(p, .9, 8, .66)
    n.set(Base_Color=n.ramp(wear, (.3, (.0135, .0315, .0275)), (.7, (.0185, .0395, .0345))),
          Roughness=n.step(n.noise(p, 2.2, 8, .7), .3, .75, .36, .50), Specular=.46,
          Normal=n.bump(n.noise(p, 46, 3, .6), .055, .01))
    return n.m


def rubber():
    n = N('rubber')
    p = n.coord()
    n.set(Base_Color=(.016, .016, .017), Roughness=n.step(n.noise(p, 3, 6, .7), .3, .7, .46, .62), Specular=.4,
          Normal=n.bump(n.noise(p, 50, 3, .6), .08, .01))
    return n.m


def brushed(name='brushed aluminium', tone=(.74, .735, .72), along='UV'):
    """Bar stock, brushed along u."""
    n = N(name)
    p = n.coord((1.2, 42, 42), along)
    line = n.noise(p, 1.0, 6, .62)
    spots = n.noise(n.coord(), .8, 7, .66)
    n.set(Base_Color=n.mix(n.step(line, .3, .7, 0, .5), tone, tuple(c * .90 for c in tone)), Metallic=1.0,
          Roughness=n.math('ADD', n.step(line, .3, .7, .24, .33), n.step(spots, .4, .75, 0, .07)),
          Normal=n.bump(line, .05, .006))
    return n.m


def turned():
    """Outer plate: turned on the lathe, bead-blasted a little; the highlight opens into two fans."""
    n = N('turned aluminium')
    o = n.xyz(n.coord())
    y = n.math('DIVIDE', o[1], .84)
    r = n.math('SQRT', n.math('ADD', n.math('MULTIPLY', y, y), n.math('MULTIPLY', o[2], o[2])))
    c = n.new('CombineXYZ')
    n.put(c.inputs[0], n.math('MULTIPLY', r, 26.0))
    groove = n.noise(c.outputs[0], 1.0, 3, .6)
    use = n.noise(n.coord(), .7, 8, .68)
    tan = n.new('Tangent', direction_type='RADIAL', axis='X')
    n.set(Base_Color=n.mix(n.step(groove, .3, .7, 0, .6), (.43, .405, .375), (.385, .362, .334)), Metallic=1.0,
          Roughness=n.math('ADD', n.step(groove, .3, .7, .27, .34), n.step(use, .45, .7, 0, .05)), Anisotropic=.62,
          Tangent=tan.outputs[0], Normal=n.bump(groove, .05, .004))
    return n.m


def spring_steel():
    n = N('spring steel')
    p = n.coord()
    n.set(Base_Color=(.60, .595, .585), Metallic=1.0, Roughness=n.step(n.noise(p, 2.5, 7, .7), .3, .75, .17, .28),
          Normal=n.bump(n.noise(p, 30, 4, .6), .03, .004))
    return n.m


def leather():
    n = N('cognac leather')
    p = n.coord(1.0, 'UV')
    warp = n.vec('ADD', p, n.vec('MULTIPLY', n.noise(p, 5, 4, out='Color'), (.10, .10, 0)))
    cell = n.voronoi(warp, 15.0, 'SMOOTH_F1')
    small = n.voronoi(warp, 31.0, 'SMOOTH_F1')
    crease = n.noise(n.vec('MULTIPLY', p, (3.2, .5, 1)), 1.6, 7, .66)
    wear = n.step(n.noise(p, .8, 8, .68), .42, .72)
    c = n.ramp(n.noise(p, .6, 7, .6), (.28, (.205, .078, .026)), (.55, (.270, .108, .038)), (.78, (.335, .146, .056)))
    c = n.mix(n.step(cell, .28, .62, 0, .42), c, (.10, .034, .011))
    c = n.mix(n.step(crease, .60, .78, 0, .25), c, (.38, .19, .085))
    h = n.math('ADD', n.math('MULTIPLY', cell, -.8), n.math('MULTIPLY', small, -.4))
    soft = n.bump(crease, .16, .05)
    n.set(Base_Color=c, Roughness=n.math('ADD', n.step(cell, .2, .6, .38, .50), n.math('MULTIPLY', wear, .07)), Specular=.42,
          Normal=n.bump(h, .42, .020, soft))
    return n.m


def edge_paint():
    n = N('edge paint')
    p = n.coord()
    n.set(Base_Color=n.ramp(n.noise(p, 2, 6), (.3, (.055, .022, .010)), (.7, (.085, .036, .016))), Roughness=.48, Normal=n.bump(n.noise(p, 14, 5), .2, .02))
    return n.m


def thread():
    n = N('thread')
    p = n.coord()
    n.set(Base_Color=n.ramp(n.noise(p, 3, 4), (.3, (.50, .38, .24)), (.7, (.62, .49, .33))), Roughness=.62, Specular=.3, Sheen=.3,
          Normal=n.bump(n.noise(p, 40, 3), .3, .01))
    return n.m


def _holes(n, u, v, pitch_v, radius=.24):
    """Staggered dots: 1 in a hole, 0 on the cloth. u is counted in columns, v in cm."""
    row = n.math('DIVIDE', v, pitch_v)
    odd = n.math('MULTIPLY', n.math('MODULO', n.math('FLOOR', row), 2.0), .5)
    fu = n.math('SUBTRACT', n.math('FRACT', n.math('ADD', u, odd)), .5)
    fv = n.math('SUBTRACT', n.math('FRACT', row), .5)
    d = n.math('SQRT', n.math('ADD', n.math('MULTIPLY', fu, fu), n.math('MULTIPLY', fv, fv)))
    return n.step(d, radius, radius * .62)


def cushion_cloth(v0, v1):
    """Knitted velour; perforated where v0 < v < v1 along the section."""
    n = N('cushion cloth')
    uv = n.xyz(n.coord(1.0, 'UV'))
    hole = n.math('MULTIPLY', _holes(n, uv[0], uv[1], .36), n.math('MULTIPLY', n.math('GREATER_THAN', uv[1], v0), n.math('LESS_THAN', uv[1], v1)))
    wave = lambda x, k: n.math('SINE', n.math('MULTIPLY', x, k))
    knit = n.math('MULTIPLY', wave(uv[0], 44.0), wave(uv[1], 52.0))
    p = n.coord()
    worn = n.noise(p, 1.1, 7, .64)
    c = n.ramp(worn, (.3, (.034, .031, .029)), (.7, (.054, .049, .045)))
    c = n.mix(n.step(knit, -.6, .6, .30, 0), c, (.014, .013, .012))
    c = n.mix(n.math('MULTIPLY', hole, .92), c, (.004, .004, .004))
    h = n.math('SUBTRACT', n.math('ADD', n.math('MULTIPLY', knit, .30), n.math('MULTIPLY', n.noise(p, 24, 4), .35)), n.math('MULTIPLY', hole, 2.2))
    n.set(Base_Color=c, Roughness=.88, Specular=.25, Sheen=.6, Sheen_Tint=.4, Normal=n.bump(h, .5, .03))
    return n.m


def driver_cloth():
    n = N('driver cloth')
    p = n.xyz(n.coord())
    hole = _holes(n, n.math('DIVIDE', p[1], .17), p[2], .15, .32)
    n.set(Base_Color=n.mix(hole, (.050, .048, .046), (.006, .006, .006)), Roughness=.8, Specular=.3, Normal=n.bump(hole, -.4, .02))
    return n.m


def fibre():
    n = N('fibre')
    r = n.noise(n.coord(), 8, 2)
    n.set(Base_Color=n.ramp(r, (.3, (.050, .045, .041)), (.7, (.090, .082, .074))), Roughness=.8, Specular=.2)
    return n.m


def braid():
    """Cloth-covered cable: two sets of strands round it."""
    n = N('braid')
    uv = n.xyz(n.coord(1.0, 'UV'))
    a = n.math('MULTIPLY', uv[0], 44.0)
    b = n.math('MULTIPLY', uv[1], 12.566)
    w = n.math('MULTIPLY', n.math('SINE', n.math('ADD', a, b)), n.math('SINE', n.math('SUBTRACT', a, b)))
    c = n.mix(n.step(w, -.5, .5, 0, 1), (.020, .019, .019), (.062, .058, .054))
    fleck = n.step(n.math('SINE', n.math('ADD', n.math('MULTIPLY', a, .5), n.math('MULTIPLY', b, .5))), .93, .99)
    n.set(Base_Color=n.mix(fleck, c, (.17, .085, .038)), Roughness=.74, Specular=.3, Sheen=.4, Normal=n.bump(w, .5, .02))
    return n.m
