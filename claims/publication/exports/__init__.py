"""Everything published, as files that others' programs read.

In: frozen versions, one at a time. Out: bytes, piece by piece; nothing is held.
"""

from importlib import import_module

from claims.publication.exports.base import Export, Writer

EXPORTS = (
    Export("facts.ndjson", "application/x-ndjson", "ndjson"),
    Export("facts.csv", "text/csv; charset=utf-8", "csv_file"),
    Export("claimreview.json", "application/ld+json", "datafeed"),
    Export(
        "annotations.jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "annotations",
    ),
)


def writer_of(export: Export) -> Writer:
    module = import_module(f"{__name__}.{export.path}")
    writer: Writer = module.write
    return writer
