"""In: gold and what the program found in one story. Out: named figures, and each miss
in words with its place."""
