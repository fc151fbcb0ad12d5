# Automatic: the mean of the frame is taken for grey.
import cv2

balanced = cv2.xphoto.createGrayworldWB().balanceWhite(cv2.imread('start/breakfast-warm.png'))
cv2.imwrite('goldens/opencv-grey-world.jpg', balanced, [cv2.IMWRITE_JPEG_QUALITY, 82])
