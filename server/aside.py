"""Long computing beside the event loop, so that every press is answered meanwhile."""

from collections.abc import Callable
from typing import TypeVar

import gevent

Computed = TypeVar("Computed")


def aside(compute: Callable[..., Computed], *arguments: object) -> Computed:
    """Compute in a real thread, and let other requests go on until it is done. It must touch no open transaction."""
    computed: Computed = gevent.get_hub().threadpool.apply(compute, arguments)
    return computed
