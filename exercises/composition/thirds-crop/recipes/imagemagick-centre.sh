# The middle of the frame, as a program does that is asked for a ratio alone.
convert start/chess-board.jpg -gravity center -crop 4:5 +repage -quality 90 goldens/imagemagick-centre.jpg
