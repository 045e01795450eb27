"""An office's year from a folder of this machine: files are read and judged, then set side by side."""
