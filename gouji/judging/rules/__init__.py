"""The rules, a module a family in a folder a subject: each stands beside its check."""
