# Inpainting by Telea over wrapper and shadow: smeared from the rim.
import cv2
import numpy as np

mask = np.zeros((1200, 1800), np.uint8)
cv2.fillPoly(mask, [np.array([[1150, 660], [1450, 655], [1610, 760], [1620, 880], [1500, 930], [1200, 930]])], 255)
filled = cv2.inpaint(cv2.imread('start/desk-with-wrapper.png'), mask, 9, cv2.INPAINT_TELEA)
cv2.imwrite('goldens/opencv-telea.jpg', filled, [cv2.IMWRITE_JPEG_QUALITY, 82])
