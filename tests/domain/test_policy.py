"""Who may do what: the whole table, permission by actor, compared as one set."""

import pytest

from app.domain.errors import NotAllowed
from app.domain.ids import CheckId, ClaimId, GuestLinkId, UserId
from app.domain.policy import (
    RULES,
    Actor,
    Admitted,
    Belongs,
    GuestWords,
    Permission,
    Place,
    Role,
    RulingBy,
    RulingsBy,
    allowed,
    require,
)

ME, SOMEBODY_ELSE, A_THIRD = UserId(1), UserId(2), UserId(3)

ACTORS = {
    "nobody": Actor.nobody(),
    "no role": Actor(user_id=ME),
    "editor": Actor(user_id=ME, roles=frozenset({Role.EDITOR})),
    "reviewer": Actor(user_id=ME, roles=frozenset({Role.REVIEWER})),
    "admin": Actor(user_id=ME, roles=frozenset({Role.ADMIN})),
    "guest": Actor.admitted(Admitted(GuestLinkId(5), CheckId(7), None)),
    "guest of a claim": Actor.admitted(Admitted(GuestLinkId(6), CheckId(7), ClaimId(1))),
    "system": Actor.system(),
}

SUBJECTS = {
    "": None,
    "mine": Belongs(ME),
    "another's": Belongs(SOMEBODY_ELSE),
    "nobody's": Belongs(None),
    "I ruled": RulingBy(ME, four_eyes=True),
    "another ruled": RulingBy(SOMEBODY_ELSE, four_eyes=True),
    "I ruled, two eyes": RulingBy(ME, four_eyes=False),
    "I and another ruled": RulingsBy(frozenset({ME, SOMEBODY_ELSE})),
    "two others ruled": RulingsBy(frozenset({SOMEBODY_ELSE, A_THIRD})),
    "fact-check": Place(CheckId(7)),
    "claim": Place(CheckId(7), ClaimId(1)),
    "claim beside": Place(CheckId(7), ClaimId(2)),
    "elsewhere": Place(CheckId(8), ClaimId(1)),
    "guest's words": GuestWords(GuestLinkId(5)),
    "desk's words": GuestWords(None),
}

#: Who may, beside the system, which may all.
WHO = {
    ("desk:read", ""): "editor, reviewer, admin",
    ("article:paste", ""): "editor",
    ("draft:edit", ""): "",
    ("draft:edit", "mine"): "editor",
    ("draft:edit", "another's"): "",
    ("draft:edit", "nobody's"): "",
    ("article:describe", ""): "editor",
    ("claim:shape", ""): "editor",
    ("claim:defer", ""): "editor",
    ("claim:word", ""): "editor, reviewer",
    ("claim:take", ""): "editor, reviewer",
    ("claim:release", ""): "editor",
    ("claim:release", "mine"): "editor, reviewer",
    ("claim:release", "another's"): "editor",
    ("claim:release", "nobody's"): "editor",
    ("claim:assign", ""): "editor",
    ("claim:link", ""): "editor, reviewer",
    ("claim:follow-up", ""): "editor, reviewer",
    ("evidence:edit", ""): "reviewer",
    ("source:open", ""): "editor, reviewer",
    ("contact:log", ""): "editor, reviewer",
    ("comment:write", ""): "editor, reviewer",
    ("comment:edit", ""): "",
    ("comment:edit", "mine"): "editor, reviewer",
    ("comment:edit", "another's"): "",
    ("comment:edit", "nobody's"): "",
    ("guest:invite", ""): "editor",
    ("guest:invite", "fact-check"): "editor",
    ("guest:read", ""): "",
    ("guest:read", "fact-check"): "guest",
    ("guest:read", "claim"): "guest, guest of a claim",
    ("guest:read", "claim beside"): "guest",
    ("guest:read", "elsewhere"): "",
    ("guest:read", "guest's words"): "",
    ("guest:comment", ""): "",
    ("guest:comment", "mine"): "",
    ("guest:comment", "nobody's"): "",
    ("guest:comment", "fact-check"): "guest",
    ("guest:comment", "claim"): "guest, guest of a claim",
    ("guest:comment", "claim beside"): "guest",
    ("guest:comment", "elsewhere"): "",
    ("guest:comment", "guest's words"): "guest",
    ("guest:comment", "desk's words"): "",
    ("notification:read", ""): "",
    ("notification:read", "mine"): "editor, reviewer, admin",
    ("notification:read", "another's"): "",
    ("notification:read", "nobody's"): "",
    ("claim:rule", ""): "reviewer",
    ("ruling:sign-off", ""): "",
    ("ruling:sign-off", "mine"): "",
    ("ruling:sign-off", "I ruled"): "",
    ("ruling:sign-off", "another ruled"): "editor, reviewer",
    ("ruling:sign-off", "I ruled, two eyes"): "editor, reviewer",
    ("ruling:return", ""): "editor, reviewer",
    ("ruling:second", ""): "",
    ("ruling:second", "I ruled"): "",
    ("ruling:second", "I ruled, two eyes"): "",
    ("ruling:second", "another ruled"): "reviewer",
    ("ruling:decide", ""): "",
    ("ruling:decide", "another ruled"): "",
    ("ruling:decide", "I and another ruled"): "",
    ("ruling:decide", "two others ruled"): "editor",
    ("check:blind", ""): "editor",
    ("claim:reopen", ""): "editor, reviewer",
    ("check:publish", ""): "editor",
    ("check:withdraw", ""): "editor",
    ("pack:make", ""): "editor, admin",
    ("pack:confidential", ""): "admin",
    ("journal:read", ""): "editor, reviewer, admin",
    ("figures:read", ""): "editor, admin",
    ("report:answer", ""): "editor, reviewer",
    ("report:blank", ""): "admin",
    ("house:manage", ""): "admin",
    ("people:manage", ""): "admin",
    ("password:change", ""): "",
    ("password:change", "mine"): "editor, reviewer, admin",
    ("password:change", "another's"): "",
    ("password:change", "nobody's"): "",
}

BY_CODE = {permission.code: permission for permission in Permission}


def test_the_whole_matrix_is_as_written_here() -> None:
    found = {
        (code, subject): ", ".join(
            name
            for name, actor in ACTORS.items()
            if name != "system" and allowed(actor, BY_CODE[code], SUBJECTS[subject])
        )
        for code, subject in WHO
    }
    assert found == WHO


def test_a_guest_may_nothing_but_what_is_for_guests() -> None:
    may = {
        permission
        for permission in Permission
        for subject in SUBJECTS.values()
        for who in ("guest", "guest of a claim")
        if allowed(ACTORS[who], permission, subject)
    }
    assert may == {Permission.GUEST_READ, Permission.GUEST_COMMENT}
    with pytest.raises(NotAllowed, match="Your guest link does not lead here"):
        require(ACTORS["guest"], Permission.DESK_READ)


def test_no_permission_is_without_a_row_or_a_rule() -> None:
    assert {code for code, _ in WHO} == set(BY_CODE)
    assert set(RULES) == set(Permission)


@pytest.mark.parametrize("permission", Permission, ids=lambda p: p.code)
def test_the_system_may_all_and_nobody_may_nothing(permission: Permission) -> None:
    for subject in SUBJECTS.values():
        assert allowed(Actor.system(), permission, subject)
        assert not allowed(Actor.nobody(), permission, subject)


def test_two_roles_may_what_either_may() -> None:
    both = Actor(user_id=ME, roles=frozenset({Role.EDITOR, Role.REVIEWER}))
    for permission in Permission:
        for subject in SUBJECTS.values():
            either = any(
                allowed(ACTORS[role], permission, subject) for role in ("editor", "reviewer")
            )
            assert allowed(both, permission, subject) is either


def test_nobody_owns_what_belongs_to_nobody() -> None:
    nameless = Actor(user_id=None, roles=frozenset(Role))
    assert not allowed(nameless, Permission.DRAFT_EDIT, Belongs(None))


def test_a_refusal_says_what_the_roles_do_not_include() -> None:
    with pytest.raises(NotAllowed, match="Your roles do not include this: issue an edition"):
        require(ACTORS["reviewer"], Permission.CHECK_PUBLISH)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("reviewer", "a second person has to look"), ("admin", "Your roles do not include this")],
)
def test_a_refused_sign_off_names_the_real_reason(who: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        require(ACTORS[who], Permission.RULING_SIGN_OFF, SUBJECTS["I ruled"])


def test_every_permission_is_explained_in_a_sentence() -> None:
    assert all(p.doc[0].isupper() and p.doc.endswith(".") for p in Permission)
    assert len(BY_CODE) == len(Permission)
