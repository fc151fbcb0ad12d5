# Automatic: the longest nearly level line is taken for the horizon.
import cv2
import numpy as np

picture = cv2.imread('start/coast-tilted.jpg')
edges = cv2.Canny(cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (0, 0), 2), 20, 60)
lines = cv2.HoughLinesP(edges, 1, np.pi / 1800, 120, minLineLength=300, maxLineGap=30)[:, 0].astype(float)
angles = np.degrees(np.arctan2(lines[:, 3] - lines[:, 1], lines[:, 2] - lines[:, 0]))
level = np.abs(angles) < 10
lengths = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
angle = angles[level][np.argmax(lengths[level])]
print(angle)
height, width = picture.shape[:2]
turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), angle, 1)
turned = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC)
x, y = (width - 1692) // 2, (height - 1128) // 2
cv2.imwrite('goldens/opencv-lines.jpg', turned[y:y + 1128, x:x + 1692], [cv2.IMWRITE_JPEG_QUALITY, 92])
