"""The content types of the public forms."""

HTML = "text/html; charset=utf-8"
JSON = "application/json"
LINKED_DATA = "application/ld+json"
ANNOTATION = f'{LINKED_DATA}; profile="http://www.w3.org/ns/anno.jsonld"'
TEXT = "text/plain; charset=utf-8"
PNG = "image/png"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8; header=present"
ACTIVITY = f'{LINKED_DATA}; profile="https://www.w3.org/ns/activitystreams"'
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
JSON_SCHEMA = "application/schema+json"
XML = "application/xml; charset=utf-8"
