"""The page of one thread, as the desk and as a guest see it."""

from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.queries.comments import Thread
from app.web.forms.comments import AnswerForm, CommentForm
from app.web.work import Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody wrote in the forms of a thread, where it was not taken."""

    answering: AnswerForm | None = None
    rewording: CommentForm | None = None
    tried: Attempt = field(default_factory=Attempt)


def thread_page(
    template: str, thread: Thread, comment_id: int, typed: Typed, **shown: Any
) -> ResponseReturnValue:
    """A thread with the forms to answer and to reword; `comment_id` is the one of it that is meant.

    `shown` is what else the template tells.
    """
    about = next(c for c in (thread.comment, *thread.answers) if c.id == comment_id)
    answering = typed.answering or AnswerForm(formdata=None)
    rewording = typed.rewording or CommentForm(formdata=None, words=about.words)
    rewording.renew(version=about.version)
    problems = typed.tried.refusals or [*answering.problems(), *rewording.problems()]
    page = render_template(
        template,
        thread=thread,
        about=about,
        answering=answering,
        rewording=rewording,
        problems=problems,
        **shown,
    )
    return page, typed.tried.status_for(problems)
