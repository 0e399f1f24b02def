"""What is asserted, and what we found.

In: texts that are ready. Out: candidates, groups, claims, findings.
"""
