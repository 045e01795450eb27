"""What kind of file it is, what lies in a package, in which encoding its text is."""
