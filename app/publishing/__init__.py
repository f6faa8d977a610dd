"""What a reader sees: a frozen edition, turned into pages. Knows neither Flask nor the database."""
