# Inpainting by Telea over the fourteen marks: smooth patches.
import cv2

marks = cv2.dilate(cv2.imread('regions/blemishes.png', 0), None, iterations=3)
healed = cv2.inpaint(cv2.imread('start/breakfast-scan.png'), marks, 5, cv2.INPAINT_TELEA)
cv2.imwrite('goldens/opencv-telea.jpg', healed, [cv2.IMWRITE_JPEG_QUALITY, 82])
