"""Named reads of the door: what each service offers whoever comes now, and how many numbers are left today."""

from typing import Any

from server.door import Door
from server.models import Record
from server.pulse import Pulse

Json = dict[str, Any]

OFFERED = ("open", "closed_because", "reopens_at", "left", "same_day")


def offers(pulse: Pulse) -> dict[str, Json]:
    """For each service: open or why not, when again, how many numbers are left, and whether the result is of today."""
    door = Door(pulse.db, pulse.hall, pulse.at)
    return {service.code: _offer(door, pulse, service) for service in pulse.services}


def _offer(door: Door, pulse: Pulse, service: Record) -> Json:
    shut = door.shut(service.code)
    return {
        "open": shut is None,
        "closed_because": shut.because.value if shut else None,
        "reopens_at": shut.reopens_at.isoformat() if shut and shut.reopens_at else None,
        "left": _left(door, pulse, service),
        "same_day": door.is_same_day(),
    }


def _left(door: Door, pulse: Pulse, service: Record) -> int | None:
    """About how many more people this service can take today: what the capacity leaves, and what its counters will
    still get done before the last closing, less who waits already. None when neither is known.

    It says what to expect and refuses nobody: only the capacity does. A counter on a break counts, it comes back.
    """
    limits = [door.places_left(service.code), _can_serve(door, pulse, service)]
    return min((limit for limit in limits if limit is not None), default=None)


def _can_serve(door: Door, pulse: Pulse, service: Record) -> int | None:
    if door.calendar is None:
        return None
    working = [counter for counter in pulse.able(service.code) if counter.state != "closed"]
    if not working:
        return None
    share = sum(pulse.share(counter, service.code) for counter in working)
    done = int(share * door.calendar.left_s(pulse.at) / service.usual_s)
    return max(done - pulse.people(service.code), 0)
