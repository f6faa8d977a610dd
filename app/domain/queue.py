"""What comes first, and when work has waited for too long."""

from datetime import timedelta
from enum import StrEnum


class Priority(StrEnum):
    """Which of two claims with the same deadline comes first."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


#: Work that somebody has and has not touched for so long is going stale.
STALE_AFTER = timedelta(days=3)
