"""Start, watch and stop everything the workbench needs on one machine.

In: a data directory and a few variables. Out: running servers and their addresses.
"""
