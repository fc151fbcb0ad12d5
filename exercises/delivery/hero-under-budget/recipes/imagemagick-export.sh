convert start/breakfast-master.jpg -auto-orient -resize '1600x1067!' -strip -sampling-factor 4:2:0 -quality 82 goldens/imagemagick-export.jpg
