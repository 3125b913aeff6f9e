"""Two servers never share a data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from trailside.config.server.lock import AlreadyServed, only_one


def test_a_second_server_on_the_same_data_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib\n"
            "from trailside.config.server.lock import only_one\n"
            "held = only_one(pathlib.Path(sys.argv[1]))\n"
            "print('held', flush=True)\n"
            "sys.stdin.read()",
            str(tmp_path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": "src"},
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(AlreadyServed, match=str(holder.pid)):
            only_one(tmp_path)
        holder.kill()
    only_one(tmp_path).close()
