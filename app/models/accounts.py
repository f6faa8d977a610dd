"""People, their roles, and attempts to log in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.ids import UserId
from app.domain.policy import Role
from app.models.base import Base, UtcDateTime, by_value


class User(Base):
    """A person of the newsroom; never deleted, because the record names them."""

    __tablename__ = "users"

    id: Mapped[UserId] = mapped_column(primary_key=True)
    #: What the person types to log in: an e-mail address or a short name, kept in lower case.
    login: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(255))
    #: A one-time password was handed out: the first thing to do is to choose another.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    #: Counts log-outs, password changes and deactivation; a session of an older epoch is over.
    session_epoch: Mapped[int] = mapped_column(default=0)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    roles: Mapped[list["UserRole"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="UserRole.role"
    )


class UserRole(Base):
    """One role that one person holds."""

    __tablename__ = "user_roles"

    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(by_value(Role, name="role"), primary_key=True)


class LoginAttempt(Base):
    """A failed attempt to log in; throttling counts these, whatever process saw them."""

    __tablename__ = "login_attempts"
    __table_args__ = (
        Index("ix_login_attempts_login_at", "login", "at"),
        Index("ix_login_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
