"""What must be there before `cdk deploy`: said in words, before anything is changed."""
