"""The thread that does jobs beside the requests of a process."""

import logging
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from app.services.delivery import Delivery, deliver_next

log = logging.getLogger(__name__)

#: How soon a new job is found.
SECONDS = 1.0


class Worker:
    """Looks for jobs until it is stopped. A worker that is killed loses nothing but time."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin; call it in the process that serves, after any fork."""
        self._thread.start()

    def stop(self, *, seconds: float = 10) -> None:
        """Finish the job under way, if that takes no longer than this, and end."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopped.is_set():
            if not self._did_one():
                self._stopped.wait(SECONDS)

    def _did_one(self) -> bool:
        try:
            return deliver_next(self._delivery)
        except SQLAlchemyError as error:
            log.warning("The database does not answer the worker: %s", type(error).__name__)
            return False
