"""The floor both rooms stand on: people, teams, keys.

In: sign-ups, invitations, key headers. Out: a user with roles and visible teams.
"""
