"""The client that a call of the command means."""

from __future__ import annotations

import argparse

from gouji.output import show_progress
from gouji.remote.client import Client
from gouji.remote.endpoint import endpoint_of
from gouji.wording import remote as words


def client_of(options: argparse.Namespace) -> Client:
    """A client of the endpoint that the call names. UnusableCall where it names none that may be used."""
    endpoint = endpoint_of(options.endpoint, options.token_file)
    return Client(endpoint, tell_wait=lambda seconds: show_progress(words.waiting(seconds)))
