"""That each fault still fits the code, and that the test it names is there; seeding them takes too long for a test."""

from __future__ import annotations

import pytest

from tests.codebase.repository import ROOT, read
from tests.faults.fault import Fault, faults, files_with


@pytest.mark.parametrize("fault", faults(), ids=lambda fault: fault.sentence)
def test_a_fault_can_be_seeded(fault: Fault) -> None:
    assert read(fault.file).count(fault.search) == 1
    assert fault.replace != fault.search
    assert list(files_with(fault.test, ROOT))
