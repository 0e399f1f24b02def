"""Relate what was said: agreement, conflict and why, groups, origins, questions.

In: FoundCandidate rows with vectors. Out: relations, groups, questions.
"""
