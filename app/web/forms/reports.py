"""A reader's report of an error, and the desk's answer to it."""

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import InputRequired, ValidationError

from app.publishing.language import gettext, later, say
from app.services.reports import ANSWER_LENGTH, LENGTHS, Sent
from app.web.forms.fields import Form, line, number, passage

#: How every field says that it is full: "120 characters at most."
_FULL = re.compile(r"(\d+) characters at most\.")


def _told(message: str) -> str:
    """A problem, in the language that is spoken."""
    if full := _FULL.fullmatch(message):
        return say("%(most)s characters at most.", most=full[1])
    return gettext(message)


class ReportForm(Form):
    """What anybody may send. Without a token: there is no session that it could speak for."""

    class Meta(FlaskForm.Meta):
        """A form of strangers."""

        csrf = False

    page = line(later("Page"), most=100)
    claim = line(later("Claim"), most=10)
    about = line(later("Which page or claim"), most=LENGTHS["about"])
    words = passage(
        later("What is wrong"),
        most=LENGTHS["words"],
        validators=[InputRequired(later("tell us what is wrong."))],
    )
    sender = line(later("Your name"), most=LENGTHS["sender"])
    email = line(later("Your e-mail address"), most=LENGTHS["email"])
    more = line(later("The last field"), most=300)

    def validate_email(self, field: Any) -> None:
        """An address that an answer could reach; only its shape is looked at."""
        name, at, host = (field.data or "").partition("@")
        if field.data and not (name and at and "." in host and " " not in field.data):
            raise ValidationError(say("this is no e-mail address. It may stay empty."))

    def validate_more(self, field: Any) -> None:
        """People do not see this field; programs that fill in every field do."""
        if field.data:
            raise ValidationError(say("please leave it empty."))

    def problems(self) -> list[str]:
        """What is wrong, in the language of the house."""
        return [
            say("%(field)s: %(problem)s", field=say(self[name].label.text), problem=problem)
            for name, messages in self.errors.items()
            for problem in map(_told, messages)
        ]

    @property
    def values(self) -> dict[str, str]:
        """What was typed."""
        return {field.name: field.data or "" for field in self}

    def command(self) -> Sent:
        """What the service takes."""
        digits = self.claim.data or ""
        is_number = digits.isascii() and digits.isdigit()
        return Sent(
            words=self.words.data or "",
            about=self.about.data or "",
            slug=self.page.data or "",
            claim_number=int(digits) if is_number else None,
            sender=self.sender.data or "",
            email=self.email.data or "",
        )


class AnswerForm(Form):
    """What the desk found."""

    version = number()
    answer = passage("What we found, or did", most=ANSWER_LENGTH)


class BlankForm(Form):
    """Blanking what a report tells of its sender."""

    version = number()
    words_too = BooleanField("What they wrote, too")
