"""What is deployed that others wrote: its pins, licences, bill of materials, known weaknesses."""
