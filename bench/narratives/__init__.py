"""Wordings of narratives, in banks: each is written before the lexicon is mended by it."""
