; Black and white patch of the card read in every frame; Colors ▸ Levels of each channel, input and output, until both read
; as in the approved frame.
(define (picked image layer y) (map (lambda (code) (/ code 255)) (car (gimp-image-pick-color image layer 496 y FALSE TRUE 15))))
(define (opened name)
  (car (gimp-file-load RUN-NONINTERACTIVE (string-append "start/" name ".png") name)))
(define approved (opened "rhubarb"))
(define (matched channel layer x0 x1 y0 y1)
  (let* ((slope (/ (- y1 y0) (- x1 x0))) (offset (- y0 (* slope x0))))
    (gimp-drawable-levels layer channel
      (max 0 (/ (- 0 offset) slope)) (min 1 (/ (- 1 offset) slope)) FALSE 1
      (max 0 offset) (min 1 (+ slope offset)) FALSE)))
(for-each
  (lambda (name)
    (let* ((image (opened name))
           (layer (car (gimp-image-get-active-drawable image)))
           (model (car (gimp-image-get-active-drawable approved))))
      (if (not (string=? name "rhubarb"))
        (for-each matched (list HISTOGRAM-RED HISTOGRAM-GREEN HISTOGRAM-BLUE) (list layer layer layer)
          (picked image layer 726) (picked image layer 480) (picked approved model 726) (picked approved model 480)))
      (file-jpeg-save RUN-NONINTERACTIVE image layer (string-append "goldens/gimp-card-" name ".jpg") "" 0.9 0 1 1 "" 0 1 0 0)))
  '("rhubarb" "lemon" "cucumber" "blackcurrant"))
(gimp-quit 0)
