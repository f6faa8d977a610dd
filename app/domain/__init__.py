"""The rules of the house: pure, without clock, framework or database."""
