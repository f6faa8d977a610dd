"""The command line: the same services, done by the system."""

from flask import Flask

from app.cli import articles, demo, export, jobs, mail, packs, people, upkeep, workflow


def init_app(app: Flask) -> None:
    """Register every command of `flask --app wsgi`."""
    for module in (articles, demo, export, jobs, mail, packs, people, upkeep, workflow):
        module.register(app.cli)
