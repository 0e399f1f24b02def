"""Whole stories related in memory, for tests of what an editor gets."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from claims.evidence.actors import fold_actors, named_in
from claims.evidence.analyse import open_file
from claims.evidence.base import Utterance
from claims.evidence.building import build_views
from claims.evidence.embedding import embed
from claims.evidence.grouping import group_candidates
from claims.evidence.origins import houses_of, origins_of
from claims.evidence.questions import ask
from claims.evidence.relate import relate_spans
from claims.evidence.sides import propose_sides
from claims.extraction import load_extractor


@dataclass(frozen=True)
class Related:
    """A story's utterances by key, with all that was found about them."""

    utterances: dict
    views: dict
    relations: list
    groups: list
    questions: list
    houses: dict
    sides: dict

    def key(self, document, words):
        """Return the one utterance of a document that holds these words."""
        found = [
            key
            for key, one in self.utterances.items()
            if one.document.startswith(document) and words in one.found.words
        ]
        assert len(found) == 1, (document, words, found)
        return found[0]

    def between(self, one, other):
        """Return the relation of two utterances, None when nothing joins them."""
        ends = {self.key(*one), self.key(*other)}
        return next((r for r in self.relations if {r.a, r.b} == ends), None)

    def of_document(self, name):
        """Return relations between this document and others."""
        ends = [
            (r, [self.utterances[end].document.startswith(name) for end in (r.a, r.b)])
            for r in self.relations
        ]
        return [r for r, held in ends if any(held) and not all(held)]

    def group_of(self, document, words):
        key = self.key(document, words)
        return next(group for group in self.groups if key in group.members)

    def question_of(self, document, words):
        group = self.group_of(document, words)
        at = self.groups.index(group)
        return next((q for q in self.questions if at in q.groups), None)


def related(texts):
    """Relate ``texts``, a mapping of file names to bytes, as one story."""
    extractor = load_extractor("rules")
    utterances, named = [], []
    for name, data in texts.items():
        opened = open_file(name, data)
        found = extractor.extract(opened.document)
        vectors = embed([one.words for one in found.candidates])
        utterances += [
            Utterance(f"{name}#{at:05d}", name, opened.document.facts, one, vectors[at])
            for at, one in enumerate(found.candidates)
        ]
        said = [{c.speaker, *c.actors, *c.places} for c in found.candidates]
        named += named_in(name, opened.document.facts.outlet, said, found.names)
    keys = {name: actor.key for actor in fold_actors(named) for name in actor.names}
    utterances = [
        replace(one, speaker_key=keys.get((one.document, one.found.speaker), ""))
        for one in utterances
    ]
    views = build_views(utterances)
    relations = relate_spans(utterances, views=views)
    groups = group_candidates(utterances, relations)
    return Related(
        utterances={one.key: one for one in utterances},
        views={view.key: view for view in views},
        relations=relations,
        groups=groups,
        questions=ask(groups, utterances, relations),
        houses=houses_of(utterances, origins_of(utterances)),
        sides=propose_sides(utterances, relations, views),
    )


@cache
def story_of(folder):
    """Relate the files of a folder."""
    files = sorted(path for path in Path(folder).iterdir() if path.is_file())
    return related({path.name: path.read_bytes() for path in files})
