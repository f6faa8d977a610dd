"""What people typed and have not saved. Not part of the record: rows come and go."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.ids import UserId
from app.models.base import Base, UtcDateTime


class KeptForm(Base):
    """What one person typed into one form; it is theirs alone."""

    __tablename__ = "kept_forms"

    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True)
    #: The form's name for itself, such as "claim-12".
    form: Mapped[str] = mapped_column(String(60), primary_key=True)
    #: Counts every change, and goes on when nothing is kept any more.
    version: Mapped[int] = mapped_column()
    #: The version at which the form was last saved or thrown away: what a window sends that knows
    #: only of earlier ones was on its way meanwhile.
    emptied: Mapped[int] = mapped_column()
    is_empty: Mapped[bool] = mapped_column()
    #: How what was typed begins, to know it again in a list.
    words: Mapped[str] = mapped_column(String(120))
    #: By name: the values, the version in which they were kept, and by which window.
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    #: What stood there when the form was drawn, by the name of the hidden field.
    drawn: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
