"""The demonstration hall is whole: everything named exists, in three languages, and can be served."""

import dataclasses
import json

from assets import FOLDER
from catalogue.files import DEFAULT, load_default, read_folder
from catalogue.nouns import LETTERS, Text
from catalogue.wire import from_json


def test_the_default_files_have_no_fault() -> None:
    assert read_folder(DEFAULT).bad == ()


def test_the_hall_has_twelve_counters_and_221_procedures() -> None:
    catalogue = load_default()
    assert [counter.number for counter in catalogue.counters] == list(range(1, 13))
    assert len(catalogue.procedures) == 221
    assert len(catalogue.services) == 15
    assert catalogue.hall is not None
    assert catalogue.hall.timezone == "Asia/Ho_Chi_Minh"


def test_every_service_has_a_counter_and_the_common_ones_have_two() -> None:
    catalogue = load_default()
    assert all(service.code in LETTERS for service in catalogue.services)
    for service in catalogue.services:
        able = [counter.number for counter in catalogue.counters if service.code in counter.services]
        assert len(able) >= (1 if service.kind == "field" else 2), service.code


def test_each_counter_names_its_own_field_first() -> None:
    catalogue = load_default()
    fields = [service.code for service in catalogue.services if service.kind == "field"]
    assert sorted(counter.services[0] for counter in catalogue.counters) == sorted(fields)


def test_the_first_tile_leads_by_one_question_to_a_birth() -> None:
    catalogue = load_default()
    tile = catalogue.tiles[0]
    assert (tile.text.vi, tile.question) == ("Giấy khai sinh", "khai-sinh")
    question = next(question for question in catalogue.questions if question.id == tile.question)
    assert question.options[0].code == "1.001193"


def test_the_hour_for_results_of_the_same_day_is_the_halls_and_stands_in_no_list() -> None:
    procedures = load_default().procedures
    birth = next(procedure for procedure in procedures if procedure.code == "1.001193")
    assert (birth.time_limit, birth.is_within_day) == ("trong ngày", True)
    assert [one.code for one in procedures if "15 giờ" in one.time_limit + one.documents] == []
    assert not next(one for one in procedures if one.time_limit.startswith("15 ngày")).is_within_day


def test_results_can_be_collected_from_the_first_screen() -> None:
    assert "R" in [tile.service for tile in load_default().tiles]


def test_every_icon_of_a_tile_is_shipped() -> None:
    for tile in load_default().tiles:
        assert (FOLDER / "icons" / f"{tile.icon}.svg").is_file(), tile.icon


def test_what_a_kiosk_shows_is_written_in_three_languages() -> None:
    catalogue = load_default()
    texts: list[Text] = [tile.text for tile in catalogue.tiles]
    texts += [service.name for service in catalogue.services] + [service.covers for service in catalogue.services]
    texts += [question.text for question in catalogue.questions]
    texts += [option.text for question in catalogue.questions for option in question.options]
    texts += [direction.text for direction in catalogue.directions]
    for text in texts:
        assert all(dataclasses.astuple(text)), text


def test_an_ambiguous_word_is_answered_with_a_question_and_a_plain_one_is_not() -> None:
    catalogue = load_default()
    asked = catalogue.question_for(("1.013978", "1.012783", "1.012786", "1.013831"))
    assert asked is not None
    assert asked.id == "so-do"
    assert catalogue.question_for(("1.001193",)) is None


def test_the_wire_brings_back_what_it_took() -> None:
    sent = json.loads(json.dumps(load_default().as_json()))
    assert from_json(sent).as_json() == sent
