"""Django's PostgreSQL, told with each transaction behind which organisation's wall it stands (``ledger.wall``)."""
