# Resized by dropping pixels.
convert start/breakfast-master.jpg -sample '1600x1067!' -strip -quality 80 goldens/imagemagick-sample.jpg
