# The one-word road: 2 % of the shadows and 1 % of the lights are cut off.
convert start/coast-fog.jpg -normalize -quality 82 goldens/imagemagick-normalize.jpg
