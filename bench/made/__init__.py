"""Reports that are made up: drafts, their traits and formats, converters, planted faults, and how reading scores."""
