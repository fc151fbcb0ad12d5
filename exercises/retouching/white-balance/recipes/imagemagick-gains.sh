# The linen's mean in linear light, and a factor for each channel that makes it grey at the same luminance.
set -- $(convert start/breakfast-warm.png -crop 60x40+670+1040 +repage -colorspace RGB -scale 1x1 \
  -format '%[fx:u.p{0,0}.r] %[fx:u.p{0,0}.g] %[fx:u.p{0,0}.b]' info:)
factor() { awk -v r="$1" -v g="$2" -v b="$3" -v c="$4" 'BEGIN { print (0.2126*r + 0.7152*g + 0.0722*b) / c }'; }
convert start/breakfast-warm.png -colorspace RGB \
  -channel R -evaluate multiply "$(factor "$1" "$2" "$3" "$1")" \
  -channel G -evaluate multiply "$(factor "$1" "$2" "$3" "$2")" \
  -channel B -evaluate multiply "$(factor "$1" "$2" "$3" "$3")" +channel \
  -colorspace sRGB -quality 92 goldens/imagemagick-gains.jpg
