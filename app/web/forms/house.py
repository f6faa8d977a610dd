"""What the public pages say of the house."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField

from app.domain.house import LANGUAGES, Settings
from app.domain.ids import LogoId
from app.models import HouseLogo
from app.publishing import policies
from app.publishing.language import speaking
from app.services.house import TEXT_LENGTH
from app.web.forms.fields import Form, address, line, number, passage
from app.web.forms.shared import SharedForm

#: The pages that an admin can look at before saving.
PICTURES = {
    "check": "The newest fact-check",
    "/": "The front page",
    **{page.path: page.title for page in policies.PAGES},
}


def _text(name: str) -> Any:
    return passage(policies.SECTIONS[name].heading, most=TEXT_LENGTH)


class SettingsForm(SharedForm):
    """All settings of the house at once."""

    SHARED: ClassVar = (
        "name", "colour", "logo_id", "contact", "licence", "licence_name", "language",
        *policies.SECTIONS,
    )  # fmt: skip

    version = number()
    name = line("Name of the house", most=120)
    colour = line("Colour of the house", most=7)
    logo_id = RadioField("Logo", default="", validate_choice=False)
    contact = line("E-mail address for readers", most=254)
    licence = address("Address of the licence")
    licence_name = line("Name of the licence", most=120)
    language = SelectField("Language of the public pages", choices=dict(LANGUAGES), default="en")
    method = _text("method")
    unnamed = _text("unnamed")
    corrections = _text("corrections")
    about = _text("about")
    ethics = _text("ethics")
    funding = _text("funding")
    people = _text("people")
    picture = SelectField("Page to look at", choices=PICTURES, default="check")

    @classmethod
    def showing(
        cls, settings: Settings, *, logo_id: int | None, version: int, **how: Any
    ) -> "SettingsForm":
        """The form on these settings; ours where the house has no text of its own."""
        with speaking(settings.language):
            texts = {name: policies.text_of(settings.texts, name) for name in policies.SECTIONS}
        told = {name: getattr(settings, name) for name in cls.SHARED if hasattr(settings, name)}
        logo = "" if logo_id is None else str(logo_id)
        return cls(data={**told, **texts, "logo_id": logo, "version": version}, **how)

    def offer(self, logos: Sequence[HouseLogo]) -> None:
        """Let one of the logos be chosen, or none."""
        self.logo_id.choices = [("", "No logo: the name in letters")]
        self.logo_id.choices += [(str(logo.id), f"Logo {logo.id}") for logo in logos]

    def command(self) -> tuple[Settings, LogoId | None]:
        """What the service takes."""
        named = ("name", "colour", "contact", "licence", "licence_name", "language")
        chosen = self.logo_id.data or ""
        is_logo = chosen.isascii() and chosen.isdigit() and len(chosen) < 10
        settings = Settings(
            **{name: self[name].data or "" for name in named},
            texts={name: self[name].data or "" for name in policies.SECTIONS},
        )
        return settings, LogoId(int(chosen)) if is_logo else None


class LogoForm(Form):
    """A picture to choose as the logo."""

    logo = FileField("Picture")
