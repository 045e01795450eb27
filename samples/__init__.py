"""Eight annual reports of organs that do not exist, and beside each what must be found in it."""
