; Colors ▸ Levels ▸ Pick grey point for all channels, on the linen: a gamma for each channel.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/breakfast-warm.png" "breakfast-warm.png")))
       (layer (car (gimp-image-get-active-drawable image)))
       (picked (car (gimp-image-pick-color image layer 700 1060 FALSE TRUE 20)))
       (lightness (/ (+ (* 0.2126 (car picked)) (* 0.7152 (cadr picked)) (* 0.0722 (caddr picked))) 255)))
  (for-each
    (lambda (channel code)
      (gimp-drawable-levels layer channel 0 1 FALSE (/ (log (/ code 255)) (log lightness)) 0 1 FALSE))
    (list HISTOGRAM-RED HISTOGRAM-GREEN HISTOGRAM-BLUE) picked)
  (file-jpeg-save RUN-NONINTERACTIVE image layer "goldens/gimp-grey-point.jpg" "" 0.92 0 1 1 "" 2 1 0 0))
(gimp-quit 0)
