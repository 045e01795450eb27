"""What answers of one organ: its report, what happened to it, what is decided about it."""
