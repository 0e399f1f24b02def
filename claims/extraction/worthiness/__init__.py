"""In: a sentence, and what the rules know of its clauses. Out: how much each deserves
checking, from a small trained model and the rules together."""
