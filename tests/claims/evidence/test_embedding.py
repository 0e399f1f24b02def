import numpy as np

from claims.evidence import embedding


def test_vectors_have_unit_length():
    vectors = embedding.embed(["The dam broke.", "Bread costs more."])
    assert vectors.shape == (2, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_no_texts_give_no_vectors():
    assert embedding.embed([]).shape == (0, 384)


def test_like_sentences_are_nearer_than_others():
    dam, again, bread = embedding.embed(
        [
            "The Sarnow dam failed shortly after two in the morning.",
            "Water broke through the dam at Sarnow soon after 2 a.m.",
            "The price of bread rose by four per cent in June.",
        ]
    )
    assert dam @ again > dam @ bread + 0.2


def test_a_text_gets_one_vector_in_any_company():
    texts = ["A short one.", "The dam broke at night and flooded the lower town. " * 9]
    alone = embedding.embed(texts[:1])
    together = embedding.embed([texts[1], texts[0]])
    assert np.array_equal(alone[0], together[1])
