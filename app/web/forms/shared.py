"""Two people at one form: what each of them changed, field by field."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField

from app.publishing.redline import Piece, redline
from app.web.forms.fields import Form

#: Before the name of a field that two people changed: whose is to stand, "mine" or "theirs".
TAKE = "take-"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """One field that somebody else changed since the form was drawn, in words."""

    name: str
    label: str
    before: str
    theirs: str
    #: Changed here, too: what was typed stands in the form until its writer says otherwise.
    is_both: bool

    @property
    def pieces(self) -> Sequence[Piece]:
        """What stood there and what stands there now, compared word by word."""
        return redline(self.before, self.theirs)


class SharedForm(Form):
    """A form on rows that others change too: it carries what stood there when it was drawn."""

    #: The fields that show what stands in the database; what is new with each form is not shared.
    SHARED: ClassVar[tuple[str, ...]] = ()
    #: The fields that say which versions of the rows were shown.
    VERSIONS: ClassVar[tuple[str, ...]] = ("version",)

    #: JSON. It comes back as anybody likes: what is taken of it counts as typed.
    base = HiddenField()

    #: What others changed, once it was brought in.
    came_in: Sequence[CameIn] = ()

    def process(self, formdata: Any = None, *args: Any, **kwargs: Any) -> None:
        """Fill the fields; a form that was not sent shows what stands."""
        sent = self.meta.wrap_formdata(self, formdata)
        super().process(self._as_chosen(sent), *args, **kwargs)
        if self.base.raw_data is None:
            self.remember()

    def remember(self) -> None:
        """Take what is in the fields for what stands."""
        self.base.data = json.dumps({name: _plain(self[name]) for name in self.SHARED})

    def take_over(self, present: "SharedForm") -> None:
        """Bring in what others changed since this form was drawn.

        What was typed here stays; where both changed a field, theirs is noted beside it.
        """
        opened, stands = self._base(), present._base()
        came_in = []
        for name in self.SHARED:
            field, before = self._fields[name], opened.get(name)
            mine, theirs = _plain(field), stands[name]
            if theirs in (mine, before):
                continue
            if mine == before:
                field.data, field.raw_data = present[name].data, None
            else:
                field.theirs, field.theirs_plain = _words(present[name], theirs), theirs
            came_in.append(
                CameIn(
                    name=name,
                    label=field.label.text,
                    before=_words(present[name], before if isinstance(before, str) else ""),
                    theirs=_words(present[name], theirs),
                    is_both=mine != before,
                )
            )
        self.came_in = came_in
        self.base.data = present.base.data
        self.renew(**{name: present[name].data for name in self.VERSIONS})

    def is_untouched(self, name: str) -> bool:
        """Was this field sent as it was drawn?"""
        return bool(self._base().get(name) == _plain(self[name]))

    def _as_chosen(self, sent: Any) -> Any:
        """What was sent, with what stands instead of what was typed where its writer says so."""
        if not sent:
            return sent
        stands = _read(sent.get("base"))
        chosen = {
            name: stands[name]
            for name in self.SHARED
            if sent.get(TAKE + name) == "theirs" and isinstance(stands.get(name), str)
        }
        if not chosen:
            return sent
        mixed = MultiDict(sent)
        for name, value in chosen.items():
            mixed[name] = value
        return mixed

    def _base(self) -> dict[str, Any]:
        return _read(self.base.data)


def _read(base: Any) -> dict[str, Any]:
    """What stood in the fields when the form was drawn, by name."""
    try:
        found = json.loads(base or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _plain(field: Any) -> str:
    """The value as text, as it would be after it was sent."""
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    value = "" if field.data is None else str(field.data)
    for mend in field.filters:
        value = mend(value)
    return value


def _words(field: Any, plain: str) -> str:
    """A value of this field as a person reads it."""
    if isinstance(field, BooleanField):
        return "ticked" if plain else "not ticked"
    if isinstance(field, SelectField):
        return next((str(option.label.text) for option in field if str(option.data) == plain), "")
    return plain
