"""Word 97 to 2003 and WPS documents (.doc, .wps), by a short reader of our own on [MS-DOC]."""
