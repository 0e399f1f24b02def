"""In: minimal pairs of our own. Out: the model that weighs what one account does to
another, with its card and hashes. Runs by hand; needs `requirements/train.txt`."""
