"""What an office takes away as files (gouji/exports), and which reports of its year are in them."""
