"""Wiring only: settings, addresses, the launcher. No rules live here."""
