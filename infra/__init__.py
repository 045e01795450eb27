"""The CDK app: one stack, one construct a capability."""
