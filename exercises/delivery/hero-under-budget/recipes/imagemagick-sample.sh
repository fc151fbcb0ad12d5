# Reduced by leaving pixels out.
convert start/breakfast-master.jpg -auto-orient -sample '1600x1067!' -strip -sampling-factor 4:2:0 -quality 82 goldens/imagemagick-sample.jpg
