"""Rules about a report in its office's year: days, other organs, totals."""
