"""Word documents: .docx, and the binary .doc of Word 97 to 2003."""
