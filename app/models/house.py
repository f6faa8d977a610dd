"""What an admin decides about the public pages, version by version, and the house's logos."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.house import Settings
from app.domain.ids import LogoId, UserId
from app.models.base import Base, FrozenRecord, Told, UtcDateTime


class HouseLogo(FrozenRecord, Base):
    """A logo as readers get it. None is ever removed: old pages go on showing theirs."""

    __tablename__ = "house_logos"

    id: Mapped[LogoId] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    png: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    #: How large it is shown, in CSS pixels.
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    added_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class HouseSettings(Told, FrozenRecord, Base):
    """One version of what the public pages say of the house; the highest number is in force."""

    __tablename__ = "house_settings"

    TOLD: ClassVar = (
        "number", "name", "colour", "licence", "licence_name", "language", "contact", "logo_id",
        "texts",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Counts from 1; two people who save at once collide here.
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(120))
    #: "#rrggbb", as it was chosen; empty: the colour of the style sheet.
    colour: Mapped[str] = mapped_column(String(7))
    licence: Mapped[str] = mapped_column(String(2000))
    licence_name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(35))
    contact: Mapped[str] = mapped_column(String(254))
    logo_id: Mapped[LogoId | None] = mapped_column(ForeignKey("house_logos.id"))
    #: Markdown by the name of the section; a section that is not here has its usual text.
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    saved_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    logo: Mapped[HouseLogo | None] = relationship(lazy="joined", viewonly=True)

    @property
    def value(self) -> Settings:
        """The settings as services take them."""
        return Settings(
            name=self.name,
            colour=self.colour,
            licence=self.licence,
            licence_name=self.licence_name,
            language=self.language,
            contact=self.contact,
            texts=self.texts,
        )
