"""What gunicorn does beside serving; it reads this file in the folder it is started in.

The application is imported in the hooks alone, or a reload would keep the earlier code.
"""


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Begin with jobs when a process is ready to serve: after the fork, and never in commands."""
    from app.factory import worker_of

    if thread := worker_of(worker.app.wsgi()):
        thread.start()


def worker_exit(server, worker):  # type: ignore[no-untyped-def]
    """Let the job under way finish."""
    from app.factory import worker_of

    if thread := worker_of(worker.app.wsgi()):
        thread.stop()
