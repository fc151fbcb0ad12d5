darktable-cli start/breakfast-master.jpg goldens/darktable-export.jpg --width 1600 --height 1067 --hq true --upscale false \
  --apply-custom-presets false --core --library ':memory:' --conf plugins/imageio/format/jpeg/quality=84
