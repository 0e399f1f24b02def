"""In: labelled sentences. Out: the model of `claims/extraction/worthiness/weights`."""
