"""The command `gouji-ops`: for whoever runs a stack. Stock boto3, whatever endpoint it is pointed at."""
