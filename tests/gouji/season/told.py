"""The sentences in which the faults of an office's file are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.season.office_files import MalformedFile
from gouji.wording.office.faults import fault_sentence


def told(read: Callable[[], object]) -> list[str]:
    with pytest.raises(MalformedFile) as raised:
        read()
    return [fault_sentence(fault) for fault in raised.value.faults]
