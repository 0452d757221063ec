"""Bring the search index up to date: the record's change log meets the engine."""

from __future__ import annotations

from catalogue.settings import Settings
from catalogue.store import Store
from indexer.build import Report


def bring_up_to_date(store: Store, settings: Settings, *, rebuild: bool = False, reason: str = "") -> Report:
    """Apply what the index has not read yet.

    Raises:
        SearchIndexError: The index cannot be written, or would shrink without a reason.
    """
    from indexer.build import update

    return update(store, settings, rebuild=rebuild, reason=reason)
