"""HTTP: thin blueprints over services and queries."""
