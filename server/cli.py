"""The command `moiso`: one table of commands; each is imported only when it is asked for."""

import argparse
import sys
from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done, 1: failed, 2: used wrongly."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["server"]:
        # Before anything else is imported: what holds a socket or a lock must be gevent's own from the start.
        from gevent import monkey

        monkey.patch_all()
    asked = _parser(words[:1]).parse_args(words)
    try:
        return int(asked.run(asked))
    except KeyboardInterrupt:
        return 130


def _parser(first: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="moiso", description="Mời Số: the queue of a one-stop public centre.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (help_, arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_, description=help_)
        # Only the command at hand is imported: the kiosk's small computer need not load the server, nor the reverse.
        if first == [name]:
            arguments(command)
    return parser


def _demo(parser: argparse.ArgumentParser) -> None:
    from demo import launch

    launch.add_arguments(parser)
    parser.set_defaults(run=launch.run)


def _simulate(parser: argparse.ArgumentParser) -> None:
    from demo import simulate

    simulate.add_arguments(parser)
    parser.set_defaults(run=simulate.run)


def _kiosk(parser: argparse.ArgumentParser) -> None:
    from kiosk import cli as kiosk

    kiosk.add_arguments(parser)
    parser.set_defaults(run=kiosk.run)


def _test_print(parser: argparse.ArgumentParser) -> None:
    from kiosk import set_up_command

    set_up_command.add_arguments(parser)
    parser.set_defaults(run=set_up_command.run)


def _slip(parser: argparse.ArgumentParser) -> None:
    from kiosk import draw_command

    draw_command.add_arguments(parser)
    parser.set_defaults(run=draw_command.run)


def _waits(parser: argparse.ArgumentParser) -> None:
    from server import waits

    waits.add_arguments(parser)


def _report(parser: argparse.ArgumentParser) -> None:
    from server import report_command

    report_command.add_arguments(parser)


def _server(parser: argparse.ArgumentParser) -> None:
    from server import commands

    commands.add_server(parser)


def _admin(name: str) -> Callable[[argparse.ArgumentParser], None]:
    def add(parser: argparse.ArgumentParser) -> None:
        from server import commands

        getattr(commands, f"add_{name}")(parser)

    return add


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": ("the whole hall on this computer, in one command", _demo),
    "server": ("run the server", _server),
    "kiosk": ("run a kiosk and its printer", _kiosk),
    "init": ("make or upgrade the database, and a hall in it", _admin("init")),
    "account": ("add an account, give it a new password, or disable it", _admin("account")),
    "device": ("add a kiosk, display or panel; prints its key", _admin("device")),
    "hall": ("import the hall's files: services, counters, procedures, phrases", _admin("hall")),
    "catalogue": ("check the hall's files, or import them", _admin("catalogue")),
    "backup": ("copy the hall while the server runs", _admin("backup")),
    "restore": ("put a backup in the place of the stopped server's hall", _admin("restore")),
    "check": ("prove the story: no gap, chain whole, story equal to the rows", _admin("check")),
    "report": ("write a report of any days: for a spreadsheet, or to be signed", _report),
    "simulate": ("play a day against a running server, or compare the call rules on a heavy one", _simulate),
    "waits": ("answer hallbench/1 questions: whom to call, and how long it takes", _waits),
    "test-print": ("print a test slip, and learn how the printer proves its slips", _test_print),
    "slip": ("draw one slip with the kiosk's own code", _slip),
}

if __name__ == "__main__":
    sys.exit(main())
