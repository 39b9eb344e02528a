"""One kiosk or clerk in a crowd, as a process of its own: presses, hears, and prints what it heard as JSON.

Runs as a script with the standard library alone, so that fifteen of them start at once on a small machine.
"""

import contextlib
import http.client
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any


class Program:
    """A kept connection; each press is repeated under its own key until it is answered."""

    def __init__(self, port: int, credential: str) -> None:
        self.headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.retries = 0

    def press(self, path: str, body: dict[str, Any] | None = None, patience_s: float = 60) -> tuple[int, Any]:
        headers = {**self.headers, "Idempotency-Key": uuid.uuid4().hex}
        until = time.monotonic() + patience_s
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                self.connection.request("POST", "/api/v1" + path, json.dumps(body or {}), headers)
                answer = self.connection.getresponse()
                status, said = answer.status, json.loads(answer.read())
                if status != 503:
                    return status, said
            if time.monotonic() > until:
                raise TimeoutError(path)
            self.connection.close()
            self.retries += 1
            time.sleep(0.05)


def be_kiosk(program: Program, services: str, tickets: int) -> dict[str, Any]:
    """Issues `tickets` as fast as it can."""
    issued, refusals = [], []
    for turn in range(tickets):
        status, said = program.press("/tickets", {"service": services[turn % len(services)]})
        if status == 201:
            issued.append((said["ticket"]["id"], said["ticket"]["label"]))
        else:
            refusals.append(said["error"]["code"])
    return {"issued": issued, "called": [], "refusals": refusals}


def be_clerk(program: Program, number: int, all_are_in: Path) -> dict[str, Any]:
    """Calls whoever is next, serves two of three and marks the third absent, until the last one has gone."""
    called, refusals = [], []
    while True:
        last_look = all_are_in.exists()
        status, said = program.press(f"/counters/{number}/call-next")
        if status != 200:
            if said["error"]["code"] != "nobody_waiting":
                refusals.append(said["error"]["code"])
            if last_look or refusals:
                return {"issued": [], "called": called, "refusals": refusals}
            time.sleep(0.05)
            continue
        ticket = said["ticket"]["id"]
        called.append(ticket)
        serving = [("start", {}), ("finish", {"outcome": "accepted"})]
        for verb, body in [("absent", {})] if ticket % 3 == 0 else serving:
            status, said = program.press(f"/tickets/{ticket}/{verb}", body)
            if status != 200:
                refusals.append(said["error"]["code"])


def main(port: int, credential: str, trade: str, folder: Path, number: int, services: str, tickets: int) -> None:
    program = Program(port, credential)
    while not (folder / "go").exists():
        time.sleep(0.01)
    heard = be_kiosk(program, services, tickets) if trade == "kiosk" else be_clerk(program, number, folder / "all-in")
    print(json.dumps(heard | {"retries": program.retries}))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]), given[1], given[2], Path(given[3]), int(given[4]), given[5], int(given[6]))
