"""`flask --app wsgi mail ADDRESS`: does the mail server take what we send?"""

from email.message import EmailMessage

import click
from flask import current_app
from flask.cli import AppGroup

from app.services.post import Post, PostError
from app.web import house


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(mail)


@click.command("mail")
@click.argument("address")
def mail(address: str) -> None:
    """Send a message to ADDRESS through SMTP_URL, now, and say what the server answers."""
    with current_app.app_context():
        config, name = house.config(), house.name()
    if not config.smtp_url:
        raise click.ClickException("SMTP_URL is not set: there is no mail server to try.")
    message = EmailMessage()
    try:
        message["From"], message["To"] = config.mail_from, address
    except ValueError as error:
        raise click.ClickException(f"This is no e-mail address: {error}") from None
    message["Subject"] = f"{name}: this message came through"
    message.set_content("The mail server takes what this house sends.")
    try:
        Post(config.smtp_url).send(message)
    except PostError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"The mail server took a message for {address}.")
