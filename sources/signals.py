"""The only signal: a text is ready. Sent inside the finishing transaction.

Arguments: ``revision`` (TextRevision), ``job`` (the Job that read it).
"""

from django.dispatch import Signal

text_ready = Signal()
