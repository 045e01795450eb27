"""Wordings of narratives: two banks to mend by, and one that is held out."""
