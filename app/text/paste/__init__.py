"""From whatever is pasted to one canonical text; what of it is the site's and not the article's."""
