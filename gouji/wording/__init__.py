"""Chinese for people: sentences of findings, the officer's page, the e-mail."""
