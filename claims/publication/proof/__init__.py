"""What lets an outsider check us: trees over what was written, signed at times.

In: review events, publications and changes as they were committed. Out: leaves of three
Merkle trees (RFC 6962), signed checkpoints, proofs, and an audit that names each fault.
"""
