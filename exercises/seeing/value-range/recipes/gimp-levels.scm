; Colors ▸ Levels: the histogram begins at 62 and ends at 206; File ▸ Export as JPEG 90.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/coast-fog.jpg" "coast-fog.jpg")))
       (layer (car (gimp-image-get-active-drawable image))))
  (gimp-drawable-levels layer HISTOGRAM-VALUE (/ 63 255) (/ 205 255) FALSE 1 0 1 FALSE)
  (file-jpeg-save RUN-NONINTERACTIVE image layer "goldens/gimp-levels.jpg" "" 0.9 0 1 1 "" 0 1 0 0))
(gimp-quit 0)
