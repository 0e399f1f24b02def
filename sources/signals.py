"""The only signal: a text is ready. Sent inside the finishing transaction.

Arguments: ``revision`` (TextRevision), ``by_id`` (who brought or corrected it),
``again`` when an editor corrected facts that later stages build on.
"""

from django.dispatch import Signal

text_ready = Signal()
