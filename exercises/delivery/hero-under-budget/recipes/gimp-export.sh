# Image ▸ Scale Image (cubic, as set out of the box), Export as JPEG 82, progressive, 4:2:0; EXIF, XMP, IPTC, profile and
# thumbnail unticked, which a script does through the preferences.
settings=$(mktemp)
for what in exif xmp iptc; do echo "(export-metadata-$what no)"; done > "$settings"
echo '(export-color-profile no)' >> "$settings"
gimp -i --gimprc "$settings" -b - <<'SCHEME' > /dev/null 2>&1
(gimp-context-set-interpolation INTERPOLATION-CUBIC)
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE "start/breakfast-master.jpg" "breakfast-master.jpg"))))
  (gimp-image-scale image 1600 1067)
  (file-jpeg-save RUN-NONINTERACTIVE image (car (gimp-image-get-active-drawable image)) "goldens/gimp-export.jpg" "" 0.82 0 1 1 "" 0 1 0 0))
(gimp-quit 0)
SCHEME
rm "$settings"
