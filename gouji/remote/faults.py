"""What can go wrong between this machine and the endpoint."""

from __future__ import annotations

from typing import Literal

Obstacle = Literal["connection", "certificate", "busy", "answer", "redirect"]


class RemoteFault(Exception):
    """A request did not get what it asked for."""


class Unreachable(RemoteFault):
    """No usable answer after all attempts: why, and in the words of whoever noticed."""

    def __init__(self, why: Obstacle, about: str = "") -> None:
        super().__init__(why, about)
        self.why, self.about = why, about


class NotAllowed(RemoteFault):
    """The token is not good (401), or not for this (403)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Declined(RemoteFault):
    """The endpoint understood and says no: its status, and its sentence for people."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(status, detail)
        self.status, self.detail = status, detail


class UnusableCall(RemoteFault):
    """The call itself is wrong; the words say how."""


class FileChanged(RemoteFault):
    """A file became another while it was being sent."""


class AnotherRelease(RemoteFault):
    """The endpoint answers with what this release does not know."""
