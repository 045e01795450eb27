"""The local cloud: the synthesized template on one machine, with no account."""
