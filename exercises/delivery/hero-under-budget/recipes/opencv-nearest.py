# Reduced by nearest neighbour, which takes the first pixel of each group.
import cv2

small = cv2.resize(cv2.imread('start/breakfast-master.jpg'), (1600, 1067), interpolation=cv2.INTER_NEAREST)
cv2.imwrite('goldens/opencv-nearest.webp', small, [cv2.IMWRITE_WEBP_QUALITY, 75])
