; Fuzzy Select on the paper at threshold 30, the space inside the bow and the loop of the cable with shift, inverted, a mask from it. As one does first.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/headphones-on-paper.png" "headphones-on-paper.png")))
       (layer (car (gimp-image-get-active-drawable image))))
  (gimp-context-set-antialias TRUE)
  (gimp-context-set-sample-threshold-int 30)
  (gimp-layer-add-alpha layer)
  (for-each
    (lambda (x y) (gimp-image-select-contiguous-color image CHANNEL-OP-ADD layer x y))
    '(60 660 1170) '(600 450 1005))
  (gimp-drawable-edit-clear layer)
  (gimp-selection-none image)
  (file-webp-save RUN-NONINTERACTIVE image layer "goldens/gimp-fuzzy.webp" "" 0 TRUE 100 100 FALSE FALSE FALSE 0 FALSE FALSE FALSE 200 0))
(gimp-quit 0)
