"""Which words are claims, what kind, and why they are worth checking."""
