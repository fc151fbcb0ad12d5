; Measure tool along the horizon, Layer ▸ Transform ▸ Arbitrary Rotation, then a crop without empty corners.
(gimp-context-set-interpolation INTERPOLATION-CUBIC)
(gimp-context-set-transform-resize TRANSFORM-RESIZE-ADJUST)
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/coast-tilted.jpg" "coast-tilted.jpg")))
       (layer (car (gimp-image-get-active-drawable image)))
       (turned (car (gimp-item-transform-rotate layer (* 2.35 (/ 3.14159265 180)) TRUE 0 0))))
  (gimp-image-crop image 1692 1128 54 36)
  (file-jpeg-save RUN-NONINTERACTIVE image (car (gimp-image-flatten image)) "goldens/gimp-straighten.jpg" "" 0.92 0 1 1 "" 2 1 0 0))
(gimp-quit 0)
