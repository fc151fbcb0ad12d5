# The front's four corners, read at 250 %, laid on a rectangle of 9.20 : 13.17; cropped as far as the wedges ask for.
convert start/bookshop-tilted.jpg -virtual-pixel black -define distort:viewport=1600x2400-200-400 -distort Perspective \
  '262.4,342 255,340  911,348 945,340  176,1341 255,1327.7  948.6,1358 945,1327.7' +repage \
  -crop 1008x1512+334+426 +repage -quality 92 goldens/imagemagick-four-points.jpg
