"""Logging in and choosing a password."""

from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from app.web.forms.fields import Form, line


class LogInForm(Form):
    """Name and password. A password is never trimmed or otherwise changed."""

    login = line("Log-in name", most=254, validators=[InputRequired("write your log-in name.")])
    password = PasswordField("Password", validators=[InputRequired("write your password.")])


class PasswordForm(Form):
    """Another password for oneself."""

    current = PasswordField("Current password", validators=[InputRequired("it is needed.")])
    new = PasswordField("New password", validators=[InputRequired("choose one.")])
    again = PasswordField(
        "New password again", validators=[EqualTo("new", "the two are not the same.")]
    )
