"""docs/WORKFLOW.md is what the tables in the code say, and so is what services ask leave for."""

from app.cli.workflow import ASKS, workflow_page
from app.domain.workflow import CheckAction, ClaimAction, ReportAction
from tests.docs.pages import page


def test_the_page_is_generated_from_the_tables() -> None:
    assert page("docs/WORKFLOW.md") == workflow_page(), "run `make docs`"


def test_every_action_has_its_permission() -> None:
    assert ASKS.keys() == {*ClaimAction, *CheckAction, *ReportAction}
