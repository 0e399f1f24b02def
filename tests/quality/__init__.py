"""In: gold written by people, and what the program says of the same texts. Out: figures
held against pinned floors, and the table in docs/quality.md."""
