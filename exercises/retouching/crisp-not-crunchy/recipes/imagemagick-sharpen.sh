# The one-word road.
convert start/chess-soft.png -sharpen 0x3 -define webp:lossless=true goldens/imagemagick-sharpen.webp
