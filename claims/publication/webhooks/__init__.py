"""Tell programs what was published, as Standard Webhooks say.

In: an entry of the changes feed, in its transaction. Out: one delivery and one job for
each endpoint that asked for such events; at least once each, in no promised order.
"""
