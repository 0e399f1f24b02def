"""People decide, and every move leaves a row.

In: groups, relations and what people type. Out: claims, evidence, verdicts, events.
"""
