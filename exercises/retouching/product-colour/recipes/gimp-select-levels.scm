; Select by Color on the label, threshold 60, within its rectangle; Colors ▸ Levels, white input and output of each channel,
; until the front reads 30, 122, 116.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/serum-wrong-green.png" "serum-wrong-green.png")))
       (layer (car (gimp-image-get-active-drawable image)))
       (read (car (gimp-image-pick-color image layer 486 642 FALSE TRUE 8))))
  (gimp-context-set-sample-threshold-int 90)
  (gimp-context-set-feather FALSE)
  (gimp-context-set-antialias TRUE)
  (gimp-context-set-sample-criterion SELECT-CRITERION-COMPOSITE)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 338 474 298 366)
  (gimp-image-select-color image CHANNEL-OP-INTERSECT layer (car (gimp-image-pick-color image layer 486 642 FALSE TRUE 4)))
  (gimp-selection-feather image 1)
  (for-each
    (lambda (channel code target)
      (gimp-drawable-levels layer channel 0 (min 1 (/ code target)) FALSE 1 0 (min 1 (/ target code)) FALSE))
    (list HISTOGRAM-RED HISTOGRAM-GREEN HISTOGRAM-BLUE) read '(30 122 116))
  (gimp-selection-none image)
  (file-jpeg-save RUN-NONINTERACTIVE image layer "goldens/gimp-select-levels.jpg" "" 0.92 0 1 1 "" 2 1 0 0))
(gimp-quit 0)
