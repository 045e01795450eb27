"""A report on one page that opens anywhere: result, document as read, script and styles in one file."""
