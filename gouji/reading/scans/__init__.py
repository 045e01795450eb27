"""Reports that are pictures, by character recognition."""
