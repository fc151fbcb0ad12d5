convert start/breakfast-master.jpg -auto-orient -resize '1600x1067!' -strip -quality 80 goldens/imagemagick-webp.webp
