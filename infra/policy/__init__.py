"""What holds of every resource: its stage, its key, its log, and what is accepted of what cdk-nag finds."""
