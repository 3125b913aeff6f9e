"""A function named by its place, loaded when it is needed."""

import importlib
from collections.abc import Callable
from typing import Any, cast


def function(place: str) -> Callable[[], Any]:
    """The function at "package.module.function"; ImportError or AttributeError when there is none."""
    module, _, name = place.rpartition(".")
    return cast(Callable[[], Any], getattr(importlib.import_module(module), name))
