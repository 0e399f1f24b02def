import pytest
from django.db import DatabaseError, transaction

from sources.models import Blob, TextRevision
from tests.factories import make_blob, make_revision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Other words."),
        ("reading_text", "Other words."),
        ("pieces", [[0, 0, 3]]),
    ],
)
def test_a_text_cannot_be_changed(column, value):
    revision = make_revision("The bridge was closed.")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        TextRevision.objects.filter(pk=revision.pk).update(**{column: value})


def test_a_text_cannot_move_to_another_document():
    revision, other = make_revision(), make_revision("Another text.")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        TextRevision.objects.filter(pk=revision.pk).update(document=other.document)


def test_what_is_not_text_may_be_filled_later():
    revision = make_revision()
    TextRevision.objects.filter(pk=revision.pk).update(signature=b"12345678")
    revision.refresh_from_db()
    assert bytes(revision.signature) == b"12345678"


def test_the_size_of_a_blob_cannot_be_changed():
    blob = make_blob(b"four")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        Blob.objects.filter(pk=blob.pk).update(size_bytes=5)
