"""What is computed aside leaves the event loop free for everybody else."""

import threading

import gevent

from server.aside import aside


def test_others_go_on_while_something_is_computed() -> None:
    somebody_went_on = threading.Event()
    gevent.spawn(somebody_went_on.set)
    assert aside(somebody_went_on.wait, 20), "in the event loop it would have waited in vain"
