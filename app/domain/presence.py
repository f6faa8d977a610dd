"""Who is where at the desk: how often a tab says so, and how long that holds."""

from datetime import timedelta

#: A tab that is looked at asks so often what is new.
ASKED_EVERY = timedelta(seconds=5)
#: And says so often where it is.
SAID_EVERY = timedelta(seconds=30)
#: What it said holds so long: somebody whose computer was switched off is gone after that.
HOLDS = timedelta(seconds=40)
