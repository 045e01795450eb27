"""The fault matrix: every AWS call of every function, and every state, with every fault."""
