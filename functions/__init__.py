"""The five Lambda functions of the chain, and in `adapters` what they share to talk to AWS."""
