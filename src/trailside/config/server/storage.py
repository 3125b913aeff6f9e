"""Where ``{% static %}`` gets its addresses: from the shelf, digest and all."""

from django.contrib.staticfiles.storage import StaticFilesStorage

from trailside.config.server.shelf import shelf


class ShelfStorage(StaticFilesStorage):
    """Static files under digested names, without a collecting step."""

    def url(self, name: str | None) -> str:
        """The address of a static file; ValueError when no room has it (a slip of the pen, caught by tests)."""
        return super().url(shelf().url_name(name or ""))
