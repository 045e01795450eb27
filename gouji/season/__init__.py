"""An office's year: who is to hand in, what was handed in and how it stands, what it all adds up to."""
