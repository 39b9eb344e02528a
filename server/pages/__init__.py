"""The pages people open: start, sign-in, those of staff, and the phone page behind a QR."""

from flask import Blueprint

from server.pages import (
    admin,
    after,
    appointments,
    console,
    dashboard,
    frame,
    from_home,
    letter,
    letters,
    login,
    phone,
    promises,
    province,
    rate,
    reports,
    sign,
    staffing,
    start,
    story,
    what_if,
    why,
)

PAGES = (
    frame,
    start,
    login,
    console,
    dashboard,
    admin,
    story,
    why,
    letters,
    promises,
    reports,
    province,
    what_if,
    staffing,
    appointments,
    sign,
    phone,
    rate,
    after,
    letter,
    from_home,
)


def all_pages() -> list[Blueprint]:
    """The pages, and the one blueprint that serves their static files."""
    return [part.blueprint() for part in PAGES]
