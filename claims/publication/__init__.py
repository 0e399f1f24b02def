"""Freeze what was approved, correct it in public, withdraw it in public.

In: an approved claim. Out: Publication rows, and Change rows that mirrors follow.
"""
