"""ministack, the stand-in for AWS: its process, what is patched in it, and how what is in it is kept."""
