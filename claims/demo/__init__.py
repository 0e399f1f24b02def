"""The sample story: an invented incident, told by eight invented documents.

In: ``manifest.json`` and the texts beside it. Out: what ``seed_demo`` puts on the
desk: teams, one person of every role, two stories, two claims on their way.

Every name, place and event is made up; the texts are ours, under the licence of the
repository. Their difficulties are real ones: a hard-wrapped page, a wire copy under
two mastheads, two time zones, several wordings of one toll and one that differs,
opposed parties, unconfirmed relays, a look-alike from the year before.
"""
