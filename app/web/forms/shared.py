"""Two people at one form: what each of them changed, field by field."""

import json
from typing import Any, ClassVar

from wtforms import BooleanField, HiddenField, SelectField

from app.web.forms.fields import Form


class SharedForm(Form):
    """A form on rows that others change too: it carries what stood there when it was drawn."""

    #: The fields that show what stands in the database; what is new with each form is not shared.
    SHARED: ClassVar[tuple[str, ...]] = ()
    #: The fields that say which versions of the rows were shown.
    VERSIONS: ClassVar[tuple[str, ...]] = ("version",)

    #: JSON. It comes back as anybody likes, so it is only ever compared.
    base = HiddenField()

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Fill the fields; a form that was not sent shows what stands."""
        super().process(*args, **kwargs)
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
        for name in self.SHARED:
            field, before = self._fields[name], opened.get(name)
            mine, theirs = _plain(field), stands[name]
            if theirs in (mine, before):
                continue
            if mine == before:
                field.data, field.raw_data = present[name].data, None
            else:
                field.theirs = _words(present[name])
        self.base.data = present.base.data
        self.renew(**{name: present[name].data for name in self.VERSIONS})

    def is_untouched(self, name: str) -> bool:
        """Was this field sent as it was drawn?"""
        return bool(self._base().get(name) == _plain(self[name]))

    def _base(self) -> dict[str, Any]:
        try:
            found = json.loads(self.base.data or "{}")
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


def _words(field: Any) -> str:
    """The value as a person reads it."""
    if isinstance(field, BooleanField):
        return "ticked" if field.data else "not ticked"
    if isinstance(field, SelectField):
        return next((option.label.text for option in field if option.checked), "")
    return _plain(field)
