"""What tests in a browser need: axe-core, the accessibility checker, fetched once."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

from tests.conftest import missing

DEMONSTRATION = ("test_intake", "test_late", "test_story")
VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that start the demonstration take the longest and so begin first."""
    items.sort(key=lambda item: (item.path.parent != Path(__file__).parent, item.path.stem not in DEMONSTRATION))


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The script that adds `axe` to a page."""
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("axe-core") / f"{VERSION}.js"
    if not kept.exists():
        kept.write_bytes(_fetched())
    return kept.read_text(encoding="utf-8")


def _fetched() -> bytes:
    """The script out of the package, whose digest must be the one written here."""
    npm = shutil.which("npm")
    if npm is None:
        missing("no npm to fetch axe-core with; Debian: apt install npm", insisted_by="REQUIRE_BROWSER")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", folder]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100, check=False)
        if done.returncode:
            missing(f"npm could not fetch axe-core: {done.stderr.strip()[:200]}", insisted_by="REQUIRE_BROWSER")
        package = Path(folder) / f"axe-core-{VERSION}.tgz"
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        assert digest == SHA512, "this is not the axe-core that was pinned"
        with tarfile.open(package) as archive:
            script = archive.extractfile("package/axe.min.js")
            assert script is not None
            return script.read()
