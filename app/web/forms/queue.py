"""Narrowing the queue, acting on a selection, setting a deadline."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import SelectField
from wtforms.validators import ValidationError
from wtforms.widgets import DateTimeLocalInput

from app.domain.ids import CheckId, ClaimId, UserId
from app.domain.queue import Priority
from app.domain.workflow import ClaimState
from app.queries.queue import Asked, QueueList
from app.services.assigning import Picked
from app.web.forms.fields import LARGEST_ID, Form, bounds, choice, line, number
from app.web.forms.shared import SharedForm

#: No page shows more claims than this.
MOST = 100
#: How a browser sends date and time; a blank in the place of the T is taken as well.
LOCAL = "%Y-%m-%dT%H:%M"


def read(args: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense in it is left out."""
    states = {state.value: state for state in ClaimState}
    priorities = {priority.value: priority for priority in Priority}
    lists = {name.value: name for name in QueueList}
    return Asked(
        list=lists.get(args.get("list", ""), QueueList.MINE),
        assignee=UserId(_number(args, "assignee")) or None,
        nobody=args.get("assignee") == "nobody",
        state=states.get(args.get("state", "")),
        priority=priorities.get(args.get("priority", "")),
        check=CheckId(_number(args, "check")) or None,
        overdue=args.get("overdue") == "1",
        page=_number(args, "page") or 1,
    )


def address(asked: Asked) -> dict[str, Any]:
    """The same as it stands in an address: only what was asked."""
    told = {
        "list": "" if asked.list is QueueList.MINE else asked.list.value,
        "assignee": "nobody" if asked.nobody else str(asked.assignee or ""),
        "state": asked.state.value if asked.state else "",
        "priority": asked.priority.value if asked.priority else "",
        "check": str(asked.check or ""),
        "overdue": "1" if asked.overdue else "",
        "page": str(asked.page) if asked.page > 1 else "",
    }
    return {name: value for name, value in told.items() if value}


def _number(args: Mapping[str, str], name: str) -> int:
    value = args.get(name, "")
    is_number = value.isascii() and value.isdecimal() and len(value) < 11
    # Multiplied by the size of a page it still fits into a database.
    most = LARGEST_ID if name != "page" else 10_000
    return min(int(value), most) if is_number else 0


class SelectionForm(Form):
    """What to do with the claims that were ticked; the boxes are drawn beside the claims."""

    to = SelectField("Reviewer", validate_choice=False)
    priority = choice("Priority", Priority, empty="choose")

    @staticmethod
    def picked(values: list[str]) -> list[Picked]:
        """The claims, each with the version that was shown; nonsense is left out."""
        pairs = [bounds(value) for value in values[:MOST]]
        return [
            (ClaimId(claim), version)
            for claim, version in pairs
            if 0 < claim <= LARGEST_ID and 0 < version <= LARGEST_ID
        ]

    @property
    def reviewer(self) -> UserId:
        """Whom to assign to; 0 where nobody was chosen."""
        return UserId(_number({"to": self.to.data or ""}, "to"))


class DeadlineForm(SharedForm):
    """By when the claims of a fact-check are to be decided, in the newsroom's time."""

    SHARED = ("deadline",)

    version = number()
    deadline = line("Deadline", most=20, widget=DateTimeLocalInput())

    zone: ZoneInfo = ZoneInfo("UTC")

    def validate_deadline(self, field: Any) -> None:
        """A day with a time, and one that this zone's clocks have shown or will show."""
        if field.data and self.moment is None:
            raise ValidationError("write date and time, such as 2026-11-30 17:00")

    @property
    def moment(self) -> datetime | None:
        """The moment; none if the field is empty or holds none."""
        try:
            typed = datetime.strptime((self.deadline.data or "").replace(" ", "T"), LOCAL)  # noqa: DTZ007
        except ValueError:
            return None
        if not 2000 <= typed.year <= 9000:
            return None
        return typed.replace(tzinfo=self.zone).astimezone(UTC)
