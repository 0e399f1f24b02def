"""Trees grow and keys change under one lock, held until the transaction ends."""

from django.db import connection

LOCK = 0x70726F6F66  # "proof"


def one_at_a_time() -> None:
    """Wait for whoever else is at it; to be called within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
