"""What the narrative says."""
