"""Gouji 勾稽: read an annual report on government information disclosure and check that it adds up."""

__version__ = "0.1.0"
