"""Who asks, and what they may see and do."""

from functions.query.access.guards import Forbidden, admit, require_office

__all__ = ["Forbidden", "admit", "require_office"]
