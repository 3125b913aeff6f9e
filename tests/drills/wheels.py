"""Wheels of made-up releases, made from this checkout without any build tool."""

from __future__ import annotations

import base64
import hashlib
import tomllib
import zipfile
from pathlib import Path

from tests.drills.house import ROOT

BROKEN = '\nAFTER_MIGRATE = (*AFTER_MIGRATE, "trailside.config.steps.does_not_exist")\n'


def wheel(folder: Path, version: str, *, broken: bool = False) -> Path:
    """One wheel of this checkout under another version; a broken one fails while it migrates."""
    path = folder / f"trailside-{version}-py3-none-any.whl"
    about = f"trailside-{version}.dist-info"
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    metadata = ["Metadata-Version: 2.1", "Name: trailside", f"Version: {version}"]
    metadata += [f"Requires-Dist: {one}" for one in needed]
    files = {
        f"{about}/METADATA": "\n".join(metadata) + "\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: drill\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[console_scripts]\ntrailside = trailside.config.command:main\n",
    }
    record = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for source in sorted((ROOT / "src" / "trailside").rglob("*")):
            if source.is_file() and "__pycache__" not in source.parts and "tests" not in source.parts:
                name = source.relative_to(ROOT / "src").as_posix()
                content = source.read_bytes()
                if broken and name == "trailside/config/steps.py":
                    content += BROKEN.encode()
                archive.writestr(name, content)
                record.append(line(name, content))
        for name, text in files.items():
            archive.writestr(name, text)
            record.append(line(name, text.encode()))
        archive.writestr(f"{about}/RECORD", "\n".join([*record, f"{about}/RECORD,,"]) + "\n")
    return path


def line(name: str, content: bytes) -> str:
    """A line of the wheel's own list."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}"
