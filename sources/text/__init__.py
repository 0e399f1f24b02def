"""Give one canonical string its reading text, sentences and selectors. Pure.

In: ExtractedText. Out: ReadDocument, Selector.
"""
