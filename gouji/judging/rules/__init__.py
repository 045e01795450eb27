"""The rules, a module a family: each stands beside its check."""
