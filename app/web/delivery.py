"""What a worker needs, from the configuration of this application."""

from flask import Flask

from app.publishing import place
from app.services.delivery import Delivery
from app.web import db, house


def of(app: Flask) -> Delivery:
    """The delivery of this application to where PUBLISH_TO says."""
    with app.app_context():
        database, settings, access = db.database(), house.house(), house.access()
        return Delivery(
            reading=database.reading,
            writing=database.writing,
            house=settings,
            imprint=house.imprint(),
            open_store=lambda: place.store_at(settings.publish_to, access),
            clock=house.now,
        )
