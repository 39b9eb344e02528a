"""The verb that changes how a hall's slips look."""

import json
from typing import Any

from sqlalchemy import update

from server.domain.errors import ChangedMeanwhile
from server.models import Hall
from server.operations.moment import Moment


def lay_out(moment: Moment, *, layout: dict[str, Any], seen: dict[str, Any] | None) -> dict[str, Any]:
    """Put a whole layout, which the kiosk's own program could draw, in the place of the one before.

    The story says what of it changed; the emblem's dots have no place there. `seen`: the layout that the caller had
    read; of two administrators who change it the second one learns of the first by ChangedMeanwhile.
    """
    before = json.loads(moment.hall.slip)
    if seen is not None and before not in (seen, layout):
        raise ChangedMeanwhile(sections=["slip"])
    changed = sorted(name for name in before.keys() | layout.keys() if before.get(name) != layout.get(name))
    if changed:
        text = json.dumps(layout, ensure_ascii=False, sort_keys=True)
        moment.db.execute(update(Hall).where(Hall.id == moment.hall.id).values(slip=text))
        moment.tell("slip_changed", changed=changed)
    return layout
