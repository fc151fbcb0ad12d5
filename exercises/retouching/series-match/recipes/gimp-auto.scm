; The intern: Colors ▸ Auto, the stretch of every channel, over each frame.
(for-each
  (lambda (name)
    (let* ((image (car (gimp-file-load RUN-NONINTERACTIVE (string-append "start/" name ".png") name)))
           (layer (car (gimp-image-get-active-drawable image))))
      (gimp-drawable-levels-stretch layer)
      (file-jpeg-save RUN-NONINTERACTIVE image layer (string-append "goldens/gimp-auto-" name ".jpg") "" 0.8 0 1 1 "" 0 1 0 0)))
  '("rhubarb" "lemon" "cucumber" "blackcurrant"))
(gimp-quit 0)
