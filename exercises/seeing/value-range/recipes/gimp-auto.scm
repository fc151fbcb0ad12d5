; Colors ▸ Levels ▸ Auto Input Levels: every channel stretched on its own.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/coast-fog.jpg" "coast-fog.jpg")))
       (layer (car (gimp-image-get-active-drawable image))))
  (gimp-drawable-levels-stretch layer)
  (file-jpeg-save RUN-NONINTERACTIVE image layer "goldens/gimp-auto.jpg" "" 0.8 0 1 1 "" 0 1 0 0))
(gimp-quit 0)
