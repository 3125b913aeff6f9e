"""Settings of the tests: the real ones, in a place of their own."""

import atexit
import base64
import os
import shutil
import tempfile

from tests import postgres

_place = tempfile.mkdtemp(prefix="trailside-tests-")
atexit.register(shutil.rmtree, _place, ignore_errors=True)
os.environ["TRAILSIDE_DATA"] = f"{_place}/data"
os.environ["TRAILSIDE_VAULT"] = f"{_place}/vault/vault.sqlite3"
os.environ.setdefault("TRAILSIDE_MASTER_KEY", base64.b64encode(b"a key for the tests, 32 bytes!!!").decode())
os.environ.pop("DATABASE_URL", None)
if os.environ.get("TRAILSIDE_TEST_DATABASE") == "postgres":
    os.environ["DATABASE_URL"], os.environ["TRAILSIDE_VAULT"] = postgres.addresses()

from trailside.config.settings import *  # noqa: E402, F403  # the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 takes 50 ms on purpose

if os.environ.get("TRAILSIDE_TEST_DATABASE") == "postgres":
    # A whole test is one transaction, and a busy machine may rest in it longer than a page ever does.
    for _database in DATABASES.values():  # noqa: F405
        limits = _database["OPTIONS"]["options"]
        _database["OPTIONS"]["options"] = limits.replace("session_timeout=10000", "session_timeout=120000")
