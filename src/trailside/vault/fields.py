"""Sealed columns. ``goal.words.read(sight)`` is the only way from the bytes to the text.

The column says whose key seals it (``owner``, the attribute with the owner's id) and which scope of a Sight opens it.
A keyring (a Sight) answers for both; without one there is no key, and the column prints as ``•••``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import UUID

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from trailside.kit.words import Words
from trailside.vault.sealing import OpenKey, seal, unseal

if TYPE_CHECKING:  # Django's fields take no type arguments when they run
    _Bytes = models.BinaryField[Any, Any]
else:
    _Bytes = models.BinaryField


class Keyring(Protocol):
    """What can open: checks the scope, opens the key, notes the look. Sight is the one that there is."""

    def key_to_read(self, owner: UUID, scope: str) -> OpenKey | None: ...

    def key_to_write(self, owner: UUID, *scopes: str) -> OpenKey: ...


@dataclass(frozen=True, repr=False)
class SealedText:
    """One sealed value of one row, still closed."""

    row: models.Model
    field: Sealed
    raw: bytes | None

    def __repr__(self) -> str:
        return "•••"

    def __bool__(self) -> bool:
        """Whether something is written here (said without opening it)."""
        return bool(self.raw)

    def read(self, keyring: Keyring) -> Words:
        """The text; empty when nothing was written or its owner has been forgotten. Raises NotThere."""
        return Words(self._opened(keyring).decode())

    def read_json(self, keyring: Keyring) -> Any:
        """The value of a blob such as item answers; None when empty. Raises NotThere."""
        plain = self._opened(keyring)
        return json.loads(plain) if plain else None

    def read_bytes(self, keyring: Keyring) -> bytes:
        """The bytes, such as a picture's; empty when there are none. Raises NotThere."""
        return self._opened(keyring)

    def write_bytes(self, keyring: Keyring, value: bytes) -> None:
        """Seal bytes into the row in memory."""
        self._store(keyring, value)

    def write(self, keyring: Keyring, text: str) -> None:
        """Seal ``text`` into the row in memory; ``act.keep(row)`` keeps it. Empty text empties the column."""
        self._store(keyring, text.encode())

    def write_json(self, keyring: Keyring, value: Any) -> None:
        """Seal a JSON value as one blob."""
        self._store(keyring, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def clear(self) -> None:
        """Destroy the sealed text of this row (in memory; ``act.keep`` keeps the emptiness)."""
        setattr(self.row, self.field.attname, None)

    def _opened(self, keyring: Keyring) -> bytes:
        key = keyring.key_to_read(self.field.owner_of(self.row), self.field.scope)
        if not self.raw or key is None:
            return b""
        return unseal(key, bytes(self.raw), tag=self.field.tag, row=self.row.pk)

    def _store(self, keyring: Keyring, plain: bytes) -> None:
        key = keyring.key_to_write(self.field.owner_of(self.row), self.field.scope, self.field.writes)
        value = seal(key, plain, tag=self.field.tag, row=self.row.pk) if plain else None
        setattr(self.row, self.field.attname, value)


class SealedAttribute(DeferredAttribute):
    """Gives a SealedText instead of bytes; keeps Django's deferred loading."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        return SealedText(instance, cast(Sealed, self.field), super().__get__(instance, cls))

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value.raw if isinstance(value, SealedText) else value


class Sealed(_Bytes):
    """A column of bytes that only a Sight opens.

    owner: attribute of the row with the id of whoever's key seals it. scope: the scope a Sight needs to read or write
    it. writes: another scope with which it may be written and not read: what two keep together in one's own trail.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *, scope: str = "", owner: str = "person_id", writes: str = "", **kwargs: Any) -> None:
        self.scope = scope
        self.writes = writes or scope
        self.owner = owner
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(**kwargs)

    @property
    def tag(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def owner_of(self, row: models.Model) -> UUID:
        return cast(UUID, getattr(row, self.owner))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return model_instance.__dict__.get(self.attname)

    def value_from_object(self, obj: models.Model) -> Any:
        return obj.__dict__.get(self.attname)
