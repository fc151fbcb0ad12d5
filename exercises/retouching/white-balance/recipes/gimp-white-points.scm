; Colors ▸ Levels: the white input of green and blue pulled in until the linen reads three equal numbers; red stays.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/breakfast-warm.png" "breakfast-warm.png")))
       (layer (car (gimp-image-get-active-drawable image)))
       (picked (car (gimp-image-pick-color image layer 700 1060 FALSE TRUE 20))))
  (gimp-drawable-levels layer HISTOGRAM-GREEN 0 (/ (cadr picked) (car picked)) FALSE 1 0 1 FALSE)
  (gimp-drawable-levels layer HISTOGRAM-BLUE 0 (/ (caddr picked) (car picked)) FALSE 1 0 1 FALSE)
  (file-jpeg-save RUN-NONINTERACTIVE image layer "goldens/gimp-white-points.jpg" "" 0.92 0 1 1 "" 2 1 0 0))
(gimp-quit 0)
