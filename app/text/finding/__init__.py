"""Finding a claim again: in a changed text, or among the claims that were checked before."""
