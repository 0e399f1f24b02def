"""Find passages by words.

In: a query as people type it, and who asks. Out: passages of current texts, ranked.
"""
