"""What is told on a morning: the e-mails."""
