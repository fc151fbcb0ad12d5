; Crop tool, fixed ratio 4:5, guides of thirds.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/chess-board.jpg" "chess-board.jpg"))))
  (gimp-image-crop image 880 1100 480 44)
  (file-jpeg-save RUN-NONINTERACTIVE image (car (gimp-image-get-active-drawable image)) "goldens/gimp-crop.jpg" "" 0.9 0 1 1 "" 0 1 0 0))
(gimp-quit 0)
