"""Shipped model files are the recorded ones, or their use is refused."""

import shutil

import pytest

from claims.evidence import embedding
from claims.extraction.weights import TOKENIZER, ModelDamaged, check_weights
from claims.extraction.worthiness import model

FILES = [
    (embedding.WEIGHTS, embedding.MODEL),
    (embedding.WEIGHTS, TOKENIZER),
    (model.WEIGHTS, model.MODEL),
    (model.WEIGHTS, TOKENIZER),
    (model.WEIGHTS, model.BLEND),
]


@pytest.mark.parametrize("folder", [embedding.WEIGHTS, model.WEIGHTS])
def test_shipped_files_have_their_recorded_hashes(folder):
    check_weights(folder)


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_a_changed_file_is_refused(folder, name, tmp_path):
    weights = shutil.copytree(folder, tmp_path / "weights")
    (weights / name).write_bytes(b"something else")
    with pytest.raises(ModelDamaged, match=name):
        check_weights(weights)


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_a_missing_file_is_named(folder, name, tmp_path):
    weights = shutil.copytree(folder, tmp_path / "weights")
    (weights / name).unlink()
    with pytest.raises(ModelDamaged, match=f"{name} is missing"):
        check_weights(weights)


def test_a_model_with_a_missing_file_reads_nothing(tmp_path):
    weights = shutil.copytree(model.WEIGHTS, tmp_path / "weights")
    (weights / model.MODEL).unlink()
    with pytest.raises(ModelDamaged, match="missing"):
        model.read_sentence("The dam broke.", folder=weights)
