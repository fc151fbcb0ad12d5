# The artwork bent round a cylinder by numbers read off the label's edges: middle 1187, radius 147 px or 22.8 mm, upper edge
# at 477 sagging by 8.5 px, lower at 821 by 18. The bright strokes of the melted lines are inpainted and get their grain back;
# the ink takes its colour from the melted letters, by how far to the right it lies.
import cv2
import numpy as np

start = cv2.imread('start/serum-melted-label.png').astype(np.float32)
artwork = cv2.imread('material/solenne-label-56x55mm.png')[..., 2].astype(np.float32)
x, y = np.meshgrid(np.arange(1800, dtype=np.float32), np.arange(1200, dtype=np.float32))

across = np.clip((x - 1187) / 147, -0.999, 0.999)
sag = np.sqrt(1 - across**2)
top, bottom = 477.4 + 8.6 * sag, 820.9 + 18.2 * sag
panel = (np.abs(x - 1187) < 132) & (y > top + 3) & (y < bottom - 3)

# Melted strokes: brighter in red than the green paper around them.
bright = (start[..., 2] - cv2.medianBlur(start.astype(np.uint8), 31)[..., 2].astype(np.float32) > 14) & panel
strokes = cv2.dilate(bright.astype(np.uint8), np.ones((3, 3)), iterations=2)
paper = cv2.inpaint(start.astype(np.uint8), strokes, 4, cv2.INPAINT_TELEA).astype(np.float32)
grain = np.random.default_rng(5).normal(0, 1.3, x.shape + (1,))
soft = cv2.GaussianBlur(strokes.astype(np.float32), (0, 0), 1)[..., None]
paper += soft * grain

# Their colour, where a stroke is at its brightest, as a curve of the place from left to right.
core = start[..., 2] >= cv2.dilate(start[..., 2], np.ones((7, 7))) - 6
ink = bright & core & (start[..., 2] > 150)
curve = [np.polyfit(x[ink] - 1187, start[..., c][ink], 3) for c in range(3)]
cream = np.dstack([np.polyval(one, x - 1187) for one in curve])

# Lettering of the artwork, a quarter of its size first so that nothing steps.
mask = cv2.resize(np.clip((artwork - 60) / 170, 0, 1), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
u = (np.arcsin(across) + 0.007) * 22.76 + 28
v = (y - top) / (bottom - top) * 55
letters = cv2.remap(mask, (u * 7.5 - 0.5).astype(np.float32), (v * 7.5 - 0.5).astype(np.float32), cv2.INTER_LINEAR)
letters = cv2.GaussianBlur(np.where(panel, letters, 0), (0, 0), 0.5)[..., None]
made = paper * (1 - letters) + cream * letters
made = np.clip(np.round(made), 0, 255).astype(np.uint8)
cv2.imwrite('goldens/opencv-bent-artwork.jpg', made, [cv2.IMWRITE_JPEG_QUALITY, 92])
