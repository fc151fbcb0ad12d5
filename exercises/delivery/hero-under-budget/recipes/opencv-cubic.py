# Bicubic as OpenCV does it, without a filter: thin lines step a little.
import cv2

small = cv2.resize(cv2.imread('start/breakfast-master.jpg'), (1600, 1067), interpolation=cv2.INTER_CUBIC)
cv2.imwrite('goldens/opencv-cubic.jpg', small, [cv2.IMWRITE_JPEG_QUALITY, 82])
