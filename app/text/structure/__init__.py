"""How a text is built: sentences, quotations, turns, datelines; and whether it is English."""
