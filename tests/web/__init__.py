"""The web by HTTP: who may, what is refused, what is shown, what survives."""
