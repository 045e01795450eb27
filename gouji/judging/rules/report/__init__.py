"""Rules about a report as a whole: its sources, years, organ, frame, and last year's beside it."""
