"""Look whether a deployment would work: `python -m infra.preflight ASSEMBLY STACK [--parameters NAME=VALUE …]`.

Other arguments, which are the CDK's, are passed over. Exit status 1 where something is missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3

from infra.preflight import issuer, machine
from infra.preflight.account import Account, clients_of
from infra.preflight.findings import Finding
from infra.preflight.issuer import Fetch


def findings(
    assembly: Path, stack: str, given: dict[str, str], account: Account, get: Fetch
) -> Iterator[Finding]:
    """All that is found, in the order in which one mends it; without credentials no service is asked."""
    template = machine.template_of(assembly, stack)
    yield machine.node()
    yield machine.wheels(assembly, template)
    signed_in = account.credentials()
    yield signed_in
    outputs = account.outputs(stack) if signed_in.level == "ok" else None
    yield from machine.parameters(template, given, deployed=outputs is not None)
    if given.get("TokenIssuer"):
        yield issuer.issuer(given["TokenIssuer"], get)
    if signed_in.level == "ok":
        yield account.bootstrap()
        yield account.concurrency()
        if given.get("MonthlyBudget", "0") != "0":
            yield account.budget()
        yield from account.subscriptions((outputs or {}).get("TopicArn"))


def main(arguments: list[str]) -> int:
    """Print what is found; 1 where something is missing."""
    parser = argparse.ArgumentParser(prog="python -m infra.preflight", allow_abbrev=False)
    parser.add_argument("assembly", type=Path)
    parser.add_argument("stack")
    parser.add_argument("--parameters", action="append", default=[], metavar="NAME=VALUE")
    known, _ = parser.parse_known_args(arguments)
    pairs = (pair.removeprefix(f"{known.stack}:").partition("=") for pair in known.parameters)
    given = {name: value for name, _, value in pairs}
    session = boto3.Session()
    account = Account(clients_of(session), session.region_name)
    found = list(findings(known.assembly, known.stack, given, account, issuer.fetch))
    for each in found:
        sys.stdout.write(f"{each.level:8}{each.text}\n")
    return int(any(each.level == "missing" for each in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
