# Automatic: GrabCut from a rectangle round the product, five rounds, hard edges.
import cv2
import numpy as np

picture = cv2.imread('start/headphones-on-paper.png')
mask = np.zeros(picture.shape[:2], np.uint8)
cv2.grabCut(picture, mask, (330, 100, 1370, 1040), np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_RECT)
alpha = np.where((mask == 1) | (mask == 3), 255, 0).astype(np.uint8)
picture[alpha == 0] = 0
cv2.imwrite('goldens/opencv-grabcut.png', np.dstack([picture, alpha]))
