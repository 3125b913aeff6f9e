"""One real server process: it starts, refuses a second one, speaks https, holds streams and stops at once."""

import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.drills.house import ROOT, House


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> House:
    """An installation that is made and not served."""
    return House(tmp_path_factory.mktemp("house")).found()


@pytest.fixture
def house(empty: House) -> Iterator[House]:
    """The same, served."""
    empty.trusted = None
    empty.start()
    yield empty
    empty.kill()


def served_again(house: House) -> subprocess.CompletedProcess[str]:
    """What a second ``serve`` on the same data says."""
    line = [sys.executable, "-m", "trailside.config.command", "serve", "--port", "0"]
    return subprocess.run(line, env=house.environment, cwd=ROOT, check=False, capture_output=True, text=True)


def test_it_answers_and_a_second_server_on_the_same_data_is_refused(house: House) -> None:
    assert house.health() == (True, "")
    assert house.ask("/drill/read/")[:2] == (200, "Drill House")
    assert house.process is not None
    second = served_again(house)
    assert second.returncode == 1
    assert str(house.process.pid) in second.stderr
    assert house.ask("/drill/read/")[0] == 200


def test_it_stays_small(house: House) -> None:
    house.ask("/drill/read/")
    assert house.process is not None
    pages = int(Path(f"/proc/{house.process.pid}/statm").read_text().split()[1])
    assert pages * 4096 < 160 * 2**20


def test_it_stops_at_once_with_streams_open(house: House) -> None:
    streams = []
    for _ in range(20):
        one = socket.create_connection(("127.0.0.1", house.port), timeout=5)
        one.sendall(b"GET /drill/live/ HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in one.recv(4096)
        streams.append(one)
    assert house.stop() < 1.0
    for one in streams:
        one.close()


def test_one_answer_reaches_everybody_who_listens(house: House) -> None:
    with socket.create_connection(("127.0.0.1", house.port), timeout=5) as one:
        one.sendall(b"GET /drill/live/ HTTP/1.1\r\nHost: x\r\nX-Live: elsewhere\r\n\r\n")
        said = b""
        while b"event: open" not in said:
            said += one.recv(4096)
        house.ask("/drill/tell/?word=hello", {"x": "1"})
        while b"event: told\ndata: hello" not in said:
            said += one.recv(4096)


def certificate(place: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).add_extension(names, critical=False)
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    signed = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(
        key, hashes.SHA256()
    )
    chain, secret = place / "chain.pem", place / "key.pem"
    chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    return chain, secret


def test_with_a_certificate_it_speaks_https_and_says_so(empty: House, tmp_path: Path) -> None:
    chain, secret = certificate(tmp_path)
    empty.trusted = ssl.create_default_context(cafile=str(chain))
    address = f"https://localhost:{empty.port}"
    empty.start("--certificate", str(chain), "--key", str(secret), TRAILSIDE_ADDRESS=address)
    try:
        status, _, headers = empty.ask("/drill/read/")
        assert status == 200
        assert "max-age" in headers["strict-transport-security"]
    finally:
        empty.kill()
        empty.trusted = None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--certificate", "x"], "belong together"),
        (["--certificate", "none.pem", "--key", "none.pem"], "cannot be read"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_said(empty: House, options: list[str], said: str) -> None:
    line = [sys.executable, "-m", "trailside.config.command", "serve", *options]
    done = subprocess.run(line, env=empty.environment, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1 and said in done.stderr
