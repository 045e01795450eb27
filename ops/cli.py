"""The command `gouji-ops`: what failed, once more; what is wrong; back to an earlier time. Safe to repeat."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from gouji.output import speak_utf8
from gouji.text import printable
from ops import doctor, letters, logs, rechecks, restoring, runs, subscriptions
from ops.stack import Clients, GoujiStack, NoStack, aws, found
from ops.telling import Told, tell

_FAULTS: Final = 1
_USAGE: Final = 64
_UNAVAILABLE: Final = 69
Command = Callable[[GoujiStack, argparse.Namespace], Iterator[Told]]


def main(arguments: Sequence[str] | None = None, clients: Clients = aws) -> int:
    """Run a command. 0, or 1 where something is at fault, 64 a wrong call, 69 where AWS does not answer or forbids."""
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)
    options = _parser().parse_args(arguments)
    command: Command = options.command
    worst = 0
    try:
        for told in command(found(options.stack, clients), options):
            tell(told, as_json=options.json)
            worst = max(worst, _FAULTS if told.grade == "fault" else 0)
    except NoStack as error:
        return _ended(str(error), _USAGE)
    except (ClientError, BotoCoreError) as error:
        return _ended(str(error), _UNAVAILABLE)
    return worst


def _ended(why: str, status: int) -> int:
    sys.stderr.write(f"gouji-ops: {printable(why)}\n")
    return status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # it does not return, either
        """End a wrong call with the status that `gouji` has for it."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gouji-ops", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, about: str, command: Command, *, changes: bool) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(command=command)
        made.add_argument("--stack", help="name of the stack (default: the only one there is)")
        made.add_argument("--json", action="store_true", help="an object a line")
        if changes:
            made.add_argument("--dry-run", action="store_true", help="say what would be done")
        return made

    add("failed", "list runs that failed", lambda s, _: runs.failed(s), changes=False)
    redriving = add("redrive", "run failed runs once more", _redrive, changes=True)
    redriving.add_argument("ids", nargs="*", metavar="ID", help="run, upload id or key")
    redriving.add_argument("--all", action="store_true", help="all that failed")
    redriving.add_argument(
        "--since",
        type=_time,
        help="all that came since, anew, or of them those named: what the table lost",
    )
    redriving.add_argument("--anew", action="store_true", help="from the beginning: read again")
    add(
        "replay",
        "deliver the dead letters of every queue",
        lambda s, o: letters.replay(s, dry_run=o.dry_run),
        changes=True,
    )
    rechecking = add("recheck", "judge an office's year again", _recheck, changes=True)
    rechecking.add_argument("office")
    rechecking.add_argument("year")
    rechecking.add_argument("--organ", help="one organ's report")
    rechecking.add_argument("--read", action="store_true", help="read the files again as well")
    rechecking.add_argument("--id", help="of a recheck that is to be repeated")
    restore = add("restore", "bring table or documents back to a time", _restore, changes=True)
    restore.add_argument("--at", type=_time, required=True, help="ISO 8601 with an offset")
    restore.add_argument("--documents", action="store_true", help="the documents, not the table")
    confirming = add(
        "unsubscribe-safe",
        "confirm subscriptions so that only the account can end them",
        lambda s, o: subscriptions.confirm(s, o.tokens, dry_run=o.dry_run),
        changes=True,
    )
    confirming.add_argument("tokens", nargs="+", metavar="URL|TOKEN")
    add(
        "doctor",
        "say what is wrong",
        lambda s, _: doctor.examine(s, datetime.now(UTC)),
        changes=False,
    )
    logging = add(
        "logs",
        "show what was logged of an upload",
        lambda s, o: logs.logs(s, o.upload, now=datetime.now(UTC)),
        changes=False,
    )
    logging.add_argument("upload", metavar="KEY|ID")
    return parser


def _redrive(stack: GoujiStack, options: argparse.Namespace) -> Iterator[Told]:
    if options.all == bool(options.ids or options.since):
        yield Told("fault", "redrive", "name runs, or say --all, or --since when")
    elif options.since:
        yield from runs.redrive_since(stack, options.since, options.ids, dry_run=options.dry_run)
    else:
        yield from runs.redrive(stack, options.ids, anew=options.anew, dry_run=options.dry_run)


def _recheck(stack: GoujiStack, options: argparse.Namespace) -> Iterator[Told]:
    return rechecks.recheck(
        stack,
        (options.office, options.year),
        organ=options.organ,
        reads=options.read,
        id_=options.id,
        dry_run=options.dry_run,
    )


def _restore(stack: GoujiStack, options: argparse.Namespace) -> Iterator[Told]:
    if options.documents:
        return restoring.restore_documents(stack, options.at, dry_run=options.dry_run)
    return restoring.restore_table(stack, options.at, dry_run=options.dry_run)


def _time(text: str) -> datetime:
    """ArgumentTypeError where a time has no offset: nobody guesses whose clock is meant."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no time: {text}") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"say of which zone: {text}+08:00 or {text}Z")
    return found.astimezone(UTC)


if __name__ == "__main__":
    raise SystemExit(main())
