"""The hashed requirements are those of pyproject.toml."""

from tests.architecture.requirements import faults


def test_the_requirements_are_up_to_date_hashed_and_name_no_host() -> None:
    assert faults() == []
