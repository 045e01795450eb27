"""The function of state "Ingest"."""
