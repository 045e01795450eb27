"""The Lambda functions, and in `adapters` what they share to talk to AWS."""

import gc

# Until its first answer a process makes a hundred thousand things, nearly all of which stay. Looking through them for
# what could go, as is done by itself every seven hundred, finds nothing and takes a sixth of the time.
gc.set_threshold(150_000)
