"""Read stored bytes into text.

In: uploads, pasted text, URLs. Out: Capture and TextRevision rows.
"""
