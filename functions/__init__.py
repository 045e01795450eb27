"""The Lambda functions, and in `adapters` what they share to talk to AWS."""

import gc

# A start makes a hundred thousand things that stay. Looking through all of them for what could go, as is done by itself
# every seven hundred, finds nothing and takes a sixth of the time.
gc.set_threshold(20_000)
