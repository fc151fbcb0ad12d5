; King and board within a lasso, feathered by 6 px; Filters ▸ Enhance ▸ Sharpen (Unsharp Mask): 1.6 px, 1.0, threshold 0. GIMP
; sharpens in linear light, which draws dark lines sooner than bright ones.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/chess-soft.png" "chess-soft.png")))
       (layer (car (gimp-image-get-active-drawable image)))
       (lasso #(0 590 490 590 495 530 515 500 510 390 545 335 562 300 600 300 618 335 650 390 645 500 652 540 650 590
                1620 590 1620 1080 0 1080)))
  (gimp-image-select-polygon image CHANNEL-OP-REPLACE (vector-length lasso) lasso)
  (gimp-selection-feather image 6)
  (plug-in-unsharp-mask RUN-NONINTERACTIVE image layer 1.6 1 0)
  (gimp-selection-none image)
  (file-webp-save RUN-NONINTERACTIVE image layer "goldens/gimp-unsharp.webp" "" 0 TRUE 100 100 FALSE FALSE FALSE 0 FALSE FALSE FALSE 200 0))
(gimp-quit 0)
