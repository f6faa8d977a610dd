"""How long a session lasts: unused, and altogether; for people of the desk and for guests."""

from datetime import timedelta

from flask import request, session

from app.web import house

#: A page sends it with what it asks by itself: that somebody's tab is open is not use of a session.
BY_ITSELF = "Stet-By-Itself"

#: How often the time of last use is written into the cookie.
SEEN_EVERY = timedelta(minutes=5)


def begin() -> None:
    """Note that a session begins now."""
    session["began"] = session["seen"] = house.now().timestamp()


def is_over() -> bool:
    """Has the session been idle, or open, for too long? If not, note that it was used."""
    settings, stamp = house.config(), house.now().timestamp()
    began, seen = session.get("began", 0), session.get("seen", 0)
    if stamp - seen > settings.idle_minutes * 60 or stamp - began > settings.session_hours * 3600:
        return True
    if stamp - seen > SEEN_EVERY.total_seconds() and BY_ITSELF not in request.headers:
        session["seen"] = stamp
    return False
