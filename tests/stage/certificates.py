"""Certificates: one that nobody vouches for, for a server of the tests’ own."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest


def certified(folder: Path) -> ssl.SSLContext:
    """What a server needs to show a certificate for 127.0.0.1, which is `folder`/cert.pem."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl found; Debian: apt install openssl")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context
