"""What those who keep the server running can see of it."""

from tests.cast import SmallHall


def test_the_living_are_those_of_today(hall: SmallHall) -> None:
    def living() -> list[str]:
        text = hall.app.test_client().get("/metrics").text
        return [line for line in text.splitlines() if line.startswith("moiso_living_tickets{")]

    hall.kiosk.issues("H")
    assert living() == ['moiso_living_tickets{hall="1",state="waiting"} 1.0']
    hall.clock.passes(hours=24)
    assert living() == []
