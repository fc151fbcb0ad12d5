# Automatic: segments found and sorted by direction, their two vanishing points brought to infinity by turning the camera,
# as upright tools do. Without a ruler: a camera that is turned keeps the proportions by itself.
import cv2
import numpy as np

picture = cv2.imread('start/bookshop-tilted.jpg')
height, width = picture.shape[:2]
found = cv2.createLineSegmentDetector().detect(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))[0][:, 0]
lengths = np.hypot(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1])
found, lengths = found[lengths > 40], lengths[lengths > 40]
slope = np.degrees(np.arctan2(found[:, 3] - found[:, 1], found[:, 2] - found[:, 0])) % 180
middle = np.array([width / 2, height / 2])
focal = 1800 * 28 / 36  # 28 mm, long side 36 mm, as the EXIF of such a picture would say


def vanishing(which, rounds=20):
    """Where most of these segments meet, in camera coordinates: weighted least squares, far ones let go."""
    a = np.c_[(found[which, :2] - middle) / focal, np.ones(which.sum())]
    b = np.c_[(found[which, 2:] - middle) / focal, np.ones(which.sum())]
    lines = np.cross(a, b)
    lines /= np.linalg.norm(lines[:, :2], axis=1)[:, None]
    weight = lengths[which].copy()
    for _ in range(rounds):
        point = np.linalg.svd(lines * weight[:, None])[2][-1]
        weight = lengths[which] / (1 + (lines @ point / 0.004) ** 2)
    return point


down = vanishing(np.abs(slope - 90) < 12)
down *= np.sign(down[1])
across = vanishing((slope < 4) | (slope > 176))
across *= np.sign(across[0])
across -= down * (across @ down)
across /= np.linalg.norm(across)
turn = np.stack([across, down, np.cross(across, down)])
lens = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]])
upright = np.array([[1, 0, 300], [0, 1, 500], [0, 0, 1]]) @ lens @ turn @ np.linalg.inv(lens)
laid = cv2.warpPerspective(picture, upright, (1900, 3000), flags=cv2.INTER_CUBIC)
covered = cv2.warpPerspective(np.full((height, width), 255, np.uint8), upright, (1900, 3000)) == 255
# The largest frame of 2 : 3 without an empty corner.
total = np.pad(np.cumsum(np.cumsum(~covered, 0), 1), ((1, 0), (1, 0)))
for size in range(1400, 600, -4):
    tall = size * 3 // 2
    empty = total[tall:, size:] - total[:-tall, size:] - total[tall:, :-size] + total[:-tall, :-size]
    if empty.min() == 0:
        y, x = np.unravel_index(empty.argmin(), empty.shape)
        break
cv2.imwrite('goldens/opencv-upright.jpg', laid[y:y + tall, x:x + size], [cv2.IMWRITE_JPEG_QUALITY, 92])
