"""What the functions share to talk to AWS: messages, store, documents, topic, clients."""
