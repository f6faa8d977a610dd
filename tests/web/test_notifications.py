"""What people chose to be told, over HTTP: refusals, kept words, and the confirming link."""

from collections.abc import Iterator

import pytest

from app.services.delivery import deliver_next
from app.web import delivery
from tests.mailbox import Mailbox, mail_server
from tests.web.conftest import Site, build

PAGE = "/account/notifications"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture
def mailing_site(sqlite_url: str, box: Mailbox) -> Iterator[Site]:
    """A site with a mail server."""
    yield from build(sqlite_url, smtp_url=box.address, mail_from="desk@example.org")


def test_a_person_chooses_confirms_and_is_written_to(mailing_site: Site, box: Mailbox) -> None:
    reviewer = mailing_site.as_("reviewer")
    chosen = reviewer.submit(PAGE, address="rosa@example.org", rhythm="daily", also="commented")
    assert chosen.location == PAGE
    assert "A message is on its way to rosa@example.org" in reviewer.get(PAGE).text
    assert deliver_next(delivery.of(mailing_site.app))
    lines = box.messages[0].get_content().split()
    (link,) = [word for word in lines if word.startswith("http")]
    path = link.removeprefix("http://127.0.0.1:8000")
    assert mailing_site.as_("editor").get(path).status_code == 410
    assert "rosa@example.org" in reviewer.get(path).text
    assert "on its way" in reviewer.get(PAGE).text  # opening alone confirms nothing
    assert reviewer.submit(path).location == PAGE
    page = reviewer.page(PAGE)
    assert "on its way" not in " ".join(page.words)
    assert page.form("").values == page.form("").values | {
        "address": "rosa@example.org",
        "rhythm": "daily",
        "also": ["commented"],
    }


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"address": "rosa at example", "rhythm": "daily"}, "write an e-mail address"),
        ({"address": "a@b\r\nBcc: all@example.org", "rhythm": "daily"}, "write an e-mail address"),
        ({"address": "", "rhythm": "hourly"}, "Write the address"),
        ({"address": "x" * 300 + "@example.org", "rhythm": "never"}, "254 characters at most"),
        ({"address": "", "rhythm": "always"}, "Not a valid choice"),
        ({"address": "", "rhythm": "never", "also": "everything"}, "is not a valid choice"),
    ],
)
def test_what_cannot_be_is_explained(small_site: Site, sent: dict[str, str], said: str) -> None:
    refused = small_site.as_("reviewer").post(PAGE, sent)
    assert refused.status_code == 422
    assert said in refused.text


def test_without_a_mail_server_the_page_says_so_and_no_job_waits(small_site: Site) -> None:
    reviewer = small_site.as_("reviewer")
    assert "has not set up a mail server" in reviewer.get(PAGE).text
    reviewer.submit(PAGE, address="rosa@example.org", rhythm="daily")
    assert not deliver_next(delivery.of(small_site.app))
