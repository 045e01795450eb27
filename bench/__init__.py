"""Measurements. What they print goes to docs/benchmarks.md with date and machine."""
