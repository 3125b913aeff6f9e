"""Do the hashed requirements still say what pyproject.toml asks for? And do they name no host?

Run by ``script/check`` (``python -m tests.architecture.requirements``); ``script/requirements`` makes them anew.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def plain(requirement: str) -> str:
    """The name of a requirement, as an index spells it."""
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def pinned(text: str) -> dict[str, int]:
    """The names in a requirements file, with how many hashes each has."""
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return {plain(block): block.count("--hash=") for block in blocks if "==" in block.partition("\n")[0]}


def faults() -> list[str]:
    """What is wrong with the requirements, in words."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    always = project["project"]["dependencies"]
    groups = [*project["dependency-groups"]["dev"], *project["project"]["optional-dependencies"]["evidence"]]
    found = []
    for name, asked in (("requirements.txt", always), ("requirements-dev.txt", [*always, *groups])):
        text = (ROOT / name).read_text()
        have = pinned(text)
        missing = sorted({plain(one) for one in asked} - set(have))
        found += [f"{name}: {one} is missing (script/requirements)" for one in missing]
        found += [f"{name}: {one} has no hash" for one, hashes in have.items() if not hashes]
        if "://" in text or "--index-url" in text:
            found.append(f"{name}: names a host")
    return found


if __name__ == "__main__":
    for fault in faults():
        print(fault)
    sys.exit(bool(faults()))
