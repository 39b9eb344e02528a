"""Reads the message catalogues: one sentence by its id, in the language asked for."""

from functools import cache

from fluent.runtime import FluentBundle, FluentResource

from assets import FOLDER, LANGUAGES


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks (U+2068…) are for mixed writing directions; none of our languages has them, and paper prints them.
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((FOLDER / "texts" / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def message(language: str, id: str, **values: str | int | float) -> str:
    """The sentence `id` in `language` (one of `LANGUAGES`, else Vietnamese), with its values put in.

    Raises KeyError for an id the catalogue lacks: a missing sentence is a programming error, not a fault of the day.
    """
    bundle = _bundle(language if language in LANGUAGES else LANGUAGES[0])
    found = bundle.get_message(id)
    if found.value is None:
        raise KeyError(id)
    text, errors = bundle.format_pattern(found.value, dict(values))
    if errors:
        raise KeyError(f"{id}: {errors[0]}")
    return str(text)
