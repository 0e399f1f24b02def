"""Speech as source, cue and content."""

from claims.extraction.speech import find_speech


def slices(text, segments):
    return [text[start:end] for start, end in segments]


def test_direct_speech_has_its_three_spans(document):
    text = "“The gates were opened,” said Mira Halvik, head of Sarnow Hydro."
    (speech,) = find_speech(document(text))
    assert slices(text, speech.source) == ["Mira Halvik, head of Sarnow Hydro"]
    assert slices(text, speech.cue) == ["said"]
    assert slices(text, speech.content) == ["“The gates were opened,”"]


def test_indirect_speech_holds_its_conjunction(document):
    text = "The Water Ministry said that two gates had opened on Monday."
    (speech,) = find_speech(document(text))
    assert slices(text, speech.source) == ["The Water Ministry"]
    assert slices(text, speech.content)[0].startswith("that two gates")


def test_according_to_is_a_cue(document):
    text = "The wave reached Belk by noon, according to witnesses."
    (speech,) = find_speech(document(text))
    assert slices(text, speech.source) == ["witnesses"]
    assert slices(text, speech.cue) == ["according to"]


def test_what_goes_on_in_the_paragraph_is_one_utterance(document):
    text = "“We saw the wave,” Josef Tarn said. “It took the bridge with it.”"
    (speech,) = find_speech(document(text))
    assert len(speech.content) == 2


def test_no_speech_no_spans(document):
    assert find_speech(document("Two gates opened on Monday.")) == ()
    assert find_speech(document("")) == ()
