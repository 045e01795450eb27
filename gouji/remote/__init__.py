"""The commands that talk to an endpoint: hand in, look, take away. Standard library alone, for plain installs."""
