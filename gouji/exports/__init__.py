"""An office's year as files to take away: totals in the statutory layout, cells, findings, originals."""
