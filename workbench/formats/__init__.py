"""How a language writes figures where Django's own way would break markup.

A coordinate of a drawing is written by the same template engine as a sentence, so the
point stays; figures that people read go through the filter ``figure``.
"""
