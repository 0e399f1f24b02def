"""In: a text and the moment its words are read against. Out: its expressions of date,
clock, duration and repetition, each with its span and its resolved value."""
