"""Is a name a person's or an organisation's?"""

import pytest

from app.domain.parties import PartyKind, party_kind

PERSON, BODY = PartyKind.PERSON, PartyKind.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "role", "kind"),
    [
        ("Ines Okafor", "", PERSON),
        ("Ines Okafor", "harbour master", PERSON),
        ("Okafor", "harbour master", PERSON),
        ("Anna van der Berg", "", PERSON),
        ("J. R. Lind", "", PERSON),
        ("Okafor", "", BODY),
        ("Halvorsen Harbour Office", "", BODY),
        ("The Lantern", "", BODY),
        ("Ministry of Health", "", BODY),
        ("the water board", "", BODY),
        ("NATO", "", BODY),
        ("", "", BODY),
    ],
)
def test_a_name_and_a_role_tell(name: str, role: str, kind: PartyKind) -> None:
    assert party_kind(name, role=role) is kind
