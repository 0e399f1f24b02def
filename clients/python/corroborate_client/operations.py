"""A method for each operation of the API. Made by `make client`: edit nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from corroborate_client import models as m
from corroborate_client.transport import File, Transport


class Operations(Transport):
    """Every operation; answers are the JSON as it came."""

    def assignments_list(
        self,
        *,
        claim: str | None = None,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        document: str | None = None,
        kind: Literal[
            "check",
            "second_read",
            "call",
            "find_original",
            "translate",
            "geolocate",
            "answer_report",
            "look_again",
        ]
        | None = None,
        limit: int | None = None,
        mine: bool | None = None,
        question: str | None = None,
        state: Literal["open", "done", "dropped"] | None = None,
        story: str | None = None,
    ) -> m.AssignmentPage:
        """Pieces of work, newest first.

        ``GET /api/v1/assignments``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``kind``: * `check` - Check * `second_read` - Second read * `call` - Call *
        `find_original` - Find the original * `translate` - Translate * `geolocate`
        - Geolocate * `answer_report` - Answer a report * `look_again` - Look at it
        again

        ``limit``: Rows per page, 50 unless said.

        ``mine``: Only what is yours or one of your teams'.

        ``state``: * `open` - Open * `done` - Done * `dropped` - Dropped
        """
        answer: m.AssignmentPage = self.call(
            "GET",
            "/api/v1/assignments",
            query={
                "claim": claim,
                "count": count,
                "cursor": cursor,
                "document": document,
                "kind": kind,
                "limit": limit,
                "mine": mine,
                "question": question,
                "state": state,
                "story": story,
            },
        )
        return answer

    def assignments_each(
        self,
        *,
        claim: str | None = None,
        count: Literal["estimate"] | None = None,
        document: str | None = None,
        kind: Literal[
            "check",
            "second_read",
            "call",
            "find_original",
            "translate",
            "geolocate",
            "answer_report",
            "look_again",
        ]
        | None = None,
        limit: int | None = None,
        mine: bool | None = None,
        question: str | None = None,
        state: Literal["open", "done", "dropped"] | None = None,
        story: str | None = None,
    ) -> Iterator[m.AssignmentOut]:
        """All rows of :meth:`assignments_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.assignments_list(
                claim=claim,
                count=count,
                cursor=cursor,
                document=document,
                kind=kind,
                limit=limit,
                mine=mine,
                question=question,
                state=state,
                story=story,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def assignments_add(
        self, body: m.AssignmentIn, *, idempotency_key: str | None = None
    ) -> m.AssignmentOut:
        """Pieces of work, newest first.

        ``POST /api/v1/assignments``
        """
        answer: m.AssignmentOut = self.call(
            "POST",
            "/api/v1/assignments",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def assignments_act(
        self, id: str, body: m.WorkIn, *, idempotency_key: str | None = None
    ) -> m.AssignmentOut:
        """Take a piece of work, end it, or give it to somebody else.

        ``POST /api/v1/assignments/{id}/actions``
        """
        answer: m.AssignmentOut = self.call(
            "POST",
            f"/api/v1/assignments/{self.quoted(id)}/actions",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def candidates_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        document: str | None = None,
        group: str | None = None,
        limit: int | None = None,
        min_score: float | None = None,
        story: str | None = None,
    ) -> m.CandidatePage:
        """Candidates of the current readings, most check-worthy first.

        ``GET /api/v1/candidates``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.CandidatePage = self.call(
            "GET",
            "/api/v1/candidates",
            query={
                "count": count,
                "cursor": cursor,
                "document": document,
                "group": group,
                "limit": limit,
                "min_score": min_score,
                "story": story,
            },
        )
        return answer

    def candidates_each(
        self,
        *,
        count: Literal["estimate"] | None = None,
        document: str | None = None,
        group: str | None = None,
        limit: int | None = None,
        min_score: float | None = None,
        story: str | None = None,
    ) -> Iterator[m.CandidateOut]:
        """All rows of :meth:`candidates_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.candidates_list(
                count=count,
                cursor=cursor,
                document=document,
                group=group,
                limit=limit,
                min_score=min_score,
                story=story,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def changes_list(
        self,
        *,
        after: str | None = None,
        limit: int | None = None,
        wait: int | None = None,
    ) -> m.ChangePage:
        """What was published, corrected, retracted, merged or erased, in one order.

        Read from the start without ``after``, then go on with ``next`` for ever; an
        empty page means that nothing happened since. An entry appears once no
        running write could still come before it. Ignore kinds that you do not know.

        With ``wait`` the answer comes as soon as there is an entry, or empty when
        the time is up. When too many wait already it comes at once, with ``Retry-
        After``.

        After the database was restored from a copy, older cursors are answered by
        410 ``cursor_from_lost_history``: read from the start again, keep what has
        the digest that you have, and drop at the end what the feed did not name.

        ``GET /api/v1/changes``

        ``after``: The `next` you got last.

        ``wait``: Seconds to wait for an entry when there is none yet.
        """
        answer: m.ChangePage = self.call(
            "GET",
            "/api/v1/changes",
            query={"after": after, "limit": limit, "wait": wait},
        )
        return answer

    def checkpoints_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.CheckpointPage:
        """Signed checkpoints, latest first. Keep some: with them nobody rewrites us.

        ``GET /api/v1/checkpoints``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.CheckpointPage = self.call(
            "GET",
            "/api/v1/checkpoints",
            query={"count": count, "cursor": cursor, "limit": limit},
        )
        return answer

    def checkpoints_each(
        self, *, count: Literal["estimate"] | None = None, limit: int | None = None
    ) -> Iterator[m.CheckpointOut]:
        """All rows of :meth:`checkpoints_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.checkpoints_list(count=count, cursor=cursor, limit=limit)
            yield from page["results"]
            cursor = page["cursor"]

    def checkpoints_get(self, number: str) -> m.CheckpointOut:
        """One signed checkpoint, by its number; it never changes.

        ``GET /api/v1/checkpoints/{number}``
        """
        answer: m.CheckpointOut = self.call(
            "GET", f"/api/v1/checkpoints/{self.quoted(number)}"
        )
        return answer

    def checkpoints_consistency(
        self, number: str, *, since: int | None = None
    ) -> m.GrowthOut:
        """What proves that the logs only grew since an older checkpoint.

        ``GET /api/v1/checkpoints/{number}/consistency``

        ``since``: Number of the older one; the first unless given.
        """
        answer: m.GrowthOut = self.call(
            "GET",
            f"/api/v1/checkpoints/{self.quoted(number)}/consistency",
            query={"since": since},
        )
        return answer

    def claims_list(
        self,
        *,
        awaiting_me: bool | None = None,
        claimant: str | None = None,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        level: Literal["said", "so"] | None = None,
        limit: int | None = None,
        mine: bool | None = None,
        q: str | None = None,
        question: str | None = None,
        risk: Literal["normal", "high"] | None = None,
        status: Literal[
            "open",
            "queued",
            "in_review",
            "proposed",
            "approved",
            "published",
            "dismissed",
            "retracted",
        ]
        | None = None,
        story: str | None = None,
        tag: str | None = None,
    ) -> m.ClaimPage:
        """Claims, newest first; a new one is put in the queue.

        ``GET /api/v1/claims``

        ``awaiting_me``: Only those proposed by others, for a second reader.

        ``claimant``: Part of the name.

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``level``: * `said` - X said it * `so` - It is so

        ``limit``: Rows per page, 50 unless said.

        ``mine``: Only those you hold at present.

        ``q``: All words.

        ``risk``: * `normal` - Normal * `high` - High

        ``status``: * `open` - queued to approved * `queued` - Queued * `in_review`
        - In review * `proposed` - Proposed * `approved` - Approved * `published` -
        Published * `dismissed` - Dismissed * `retracted` - Retracted
        """
        answer: m.ClaimPage = self.call(
            "GET",
            "/api/v1/claims",
            query={
                "awaiting_me": awaiting_me,
                "claimant": claimant,
                "count": count,
                "cursor": cursor,
                "level": level,
                "limit": limit,
                "mine": mine,
                "q": q,
                "question": question,
                "risk": risk,
                "status": status,
                "story": story,
                "tag": tag,
            },
        )
        return answer

    def claims_each(
        self,
        *,
        awaiting_me: bool | None = None,
        claimant: str | None = None,
        count: Literal["estimate"] | None = None,
        level: Literal["said", "so"] | None = None,
        limit: int | None = None,
        mine: bool | None = None,
        q: str | None = None,
        question: str | None = None,
        risk: Literal["normal", "high"] | None = None,
        status: Literal[
            "open",
            "queued",
            "in_review",
            "proposed",
            "approved",
            "published",
            "dismissed",
            "retracted",
        ]
        | None = None,
        story: str | None = None,
        tag: str | None = None,
    ) -> Iterator[m.ClaimOut]:
        """All rows of :meth:`claims_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.claims_list(
                awaiting_me=awaiting_me,
                claimant=claimant,
                count=count,
                cursor=cursor,
                level=level,
                limit=limit,
                mine=mine,
                q=q,
                question=question,
                risk=risk,
                status=status,
                story=story,
                tag=tag,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def claims_add(
        self, body: m.ClaimIn, *, idempotency_key: str | None = None
    ) -> m.ClaimDetail:
        """Claims, newest first; a new one is put in the queue.

        ``POST /api/v1/claims``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            "/api/v1/claims",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def claims_get(self, id: str) -> m.ClaimDetail:
        """One claim with its evidence, its verdict, and the moves you may make.

        ``GET /api/v1/claims/{id}``
        """
        answer: m.ClaimDetail = self.call("GET", f"/api/v1/claims/{self.quoted(id)}")
        return answer

    def claims_edit(
        self, id: str, body: m.PatchedClaimEdit, *, if_match: str
    ) -> m.ClaimDetail:
        """One claim with its evidence, its verdict, and the moves you may make.

        ``PATCH /api/v1/claims/{id}``
        """
        answer: m.ClaimDetail = self.call(
            "PATCH",
            f"/api/v1/claims/{self.quoted(id)}",
            header={"If-Match": if_match},
            body=body,
        )
        return answer

    def claims_act(
        self,
        id: str,
        body: m.MoveIn,
        *,
        if_match: str,
        idempotency_key: str | None = None,
    ) -> m.ClaimDetail:
        """Move a claim. Its ``actions`` list the moves that may be made now.

        ``POST /api/v1/claims/{id}/actions``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/actions",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def claims_blind(
        self,
        id: str,
        body: m.BlindIn,
        *,
        if_match: str,
        idempotency_key: str | None = None,
    ) -> m.ClaimDetail:
        """Ask that a claim be read blind by its second reader, or take that back.

        ``POST /api/v1/claims/{id}/blind``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/blind",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def claims_events(
        self,
        id: str,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.EventPage:
        """Every editorial write to a claim, latest first, with the chain of hashes.

        ``GET /api/v1/claims/{id}/events``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.EventPage = self.call(
            "GET",
            f"/api/v1/claims/{self.quoted(id)}/events",
            query={"count": count, "cursor": cursor, "limit": limit},
        )
        return answer

    def claims_events_each(
        self,
        id: str,
        *,
        count: Literal["estimate"] | None = None,
        limit: int | None = None,
    ) -> Iterator[m.EventOut]:
        """All rows of :meth:`claims_events`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.claims_events(id, count=count, cursor=cursor, limit=limit)
            yield from page["results"]
            cursor = page["cursor"]

    def evidence_add(
        self,
        id: str,
        body: m.EvidenceIn,
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> m.EvidenceOut:
        """Attach words of a document, a statement obtained, or a search that found
        nothing.

        What a person adds is confirmed thereby.

        ``POST /api/v1/claims/{id}/evidence``
        """
        answer: m.EvidenceOut = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/evidence",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def claims_merge(
        self,
        id: str,
        body: m.MergeIn,
        *,
        if_match: str,
        idempotency_key: str | None = None,
    ) -> m.ClaimDetail:
        """Make a claim a duplicate of another; answers with the one that survives.

        ``POST /api/v1/claims/{id}/merge``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/merge",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def claims_unmerge(
        self, id: str, *, if_match: str, idempotency_key: str | None = None
    ) -> m.ClaimDetail:
        """Take a merge back while neither claim was worked on since.

        ``POST /api/v1/claims/{id}/unmerge``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/unmerge",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
        )
        return answer

    def claims_propose(
        self,
        id: str,
        body: m.VerdictIn,
        *,
        if_match: str,
        idempotency_key: str | None = None,
    ) -> m.ClaimDetail:
        """Propose a verdict: the claim then waits for a second person.

        ``POST /api/v1/claims/{id}/verdicts``
        """
        answer: m.ClaimDetail = self.call(
            "POST",
            f"/api/v1/claims/{self.quoted(id)}/verdicts",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def comments_list(
        self,
        *,
        claim: str | None = None,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        document: str | None = None,
        limit: int | None = None,
        question: str | None = None,
        story: str | None = None,
    ) -> m.CommentPage:
        """What was said about one thing, latest first; what was deleted stays as a
        line.

        ``GET /api/v1/comments``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.CommentPage = self.call(
            "GET",
            "/api/v1/comments",
            query={
                "claim": claim,
                "count": count,
                "cursor": cursor,
                "document": document,
                "limit": limit,
                "question": question,
                "story": story,
            },
        )
        return answer

    def comments_each(
        self,
        *,
        claim: str | None = None,
        count: Literal["estimate"] | None = None,
        document: str | None = None,
        limit: int | None = None,
        question: str | None = None,
        story: str | None = None,
    ) -> Iterator[m.CommentOut]:
        """All rows of :meth:`comments_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.comments_list(
                claim=claim,
                count=count,
                cursor=cursor,
                document=document,
                limit=limit,
                question=question,
                story=story,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def comments_add(
        self, body: m.CommentIn, *, idempotency_key: str | None = None
    ) -> m.CommentOut:
        """What was said about one thing, latest first; what was deleted stays as a
        line.

        ``POST /api/v1/comments``
        """
        answer: m.CommentOut = self.call(
            "POST",
            "/api/v1/comments",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def comments_get(self, id: str) -> m.CommentOut:
        """One comment; its author changes it or takes it back.

        ``GET /api/v1/comments/{id}``
        """
        answer: m.CommentOut = self.call("GET", f"/api/v1/comments/{self.quoted(id)}")
        return answer

    def comments_edit(
        self, id: str, body: m.PatchedCommentEdit, *, if_match: str
    ) -> m.CommentOut:
        """One comment; its author changes it or takes it back.

        ``PATCH /api/v1/comments/{id}``
        """
        answer: m.CommentOut = self.call(
            "PATCH",
            f"/api/v1/comments/{self.quoted(id)}",
            header={"If-Match": if_match},
            body=body,
        )
        return answer

    def comments_delete(self, id: str, *, if_match: str) -> m.CommentOut:
        """One comment; its author changes it or takes it back.

        ``DELETE /api/v1/comments/{id}``
        """
        answer: m.CommentOut = self.call(
            "DELETE",
            f"/api/v1/comments/{self.quoted(id)}",
            header={"If-Match": if_match},
        )
        return answer

    def documents_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        story: str | None = None,
    ) -> m.DocumentPage:
        """Documents, newest first; adding one answers before it is read.

        ``GET /api/v1/documents``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.

        ``story``: Of this story alone.
        """
        answer: m.DocumentPage = self.call(
            "GET",
            "/api/v1/documents",
            query={"count": count, "cursor": cursor, "limit": limit, "story": story},
        )
        return answer

    def documents_each(
        self,
        *,
        count: Literal["estimate"] | None = None,
        limit: int | None = None,
        story: str | None = None,
    ) -> Iterator[m.DocumentOut]:
        """All rows of :meth:`documents_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.documents_list(
                count=count, cursor=cursor, limit=limit, story=story
            )
            yield from page["results"]
            cursor = page["cursor"]

    def documents_add(
        self,
        body: m.DocumentJsonIn,
        *,
        file: File | None = None,
        idempotency_key: str | None = None,
    ) -> m.Accepted:
        """Documents, newest first; adding one answers before it is read.

        ``POST /api/v1/documents``
        """
        answer: m.Accepted = self.call(
            "POST",
            "/api/v1/documents",
            header={"Idempotency-Key": idempotency_key},
            body=body,
            file=file,
        )
        return answer

    def documents_get(self, id: str) -> m.DocumentDetail:
        """One document, with the jobs that read it.

        ``GET /api/v1/documents/{id}``
        """
        answer: m.DocumentDetail = self.call(
            "GET", f"/api/v1/documents/{self.quoted(id)}"
        )
        return answer

    def evidence_confirm(
        self,
        id: str,
        body: m.ConfirmIn,
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> m.EvidenceOut:
        """Confirm how a suggestion bears on the claim, or change its stance.

        ``POST /api/v1/evidence/{id}/confirm``
        """
        answer: m.EvidenceOut = self.call(
            "POST",
            f"/api/v1/evidence/{self.quoted(id)}/confirm",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def evidence_reject(
        self,
        id: str,
        body: m.RejectIn,
        *,
        idempotency_key: str | None = None,
        if_match: str | None = None,
    ) -> m.EvidenceOut:
        """Say that it does not bear on the claim; it is never suggested again.

        ``POST /api/v1/evidence/{id}/reject``
        """
        answer: m.EvidenceOut = self.call(
            "POST",
            f"/api/v1/evidence/{self.quoted(id)}/reject",
            header={"Idempotency-Key": idempotency_key, "If-Match": if_match},
            body=body,
        )
        return answer

    def exports_list(self) -> m.ExportPage:
        """Files of everything published. None is counted: each is as long as it gets.

        ``GET /api/v1/exports``
        """
        answer: m.ExportPage = self.call("GET", "/api/v1/exports")
        return answer

    def facts_list(
        self,
        *,
        claimant: str | None = None,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        expand: list[Literal["evidence"]] | None = None,
        fields: list[str] | None = None,
        language: str | None = None,
        level: Literal["said", "so"] | None = None,
        limit: int | None = None,
        q: str | None = None,
        rating: str | None = None,
        retracted: bool | None = None,
        tag: str | None = None,
        updated_since: str | None = None,
        updated_until: str | None = None,
    ) -> m.FactPage:
        """The newest version of each finding, latest first; retracted ones say so.

        ``GET /api/v1/facts``

        ``claimant``: Whole name, any case.

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before.

        ``expand``: `evidence` adds the evidence to the `fields` chosen. The whole
        record, without `fields`, has it already.

        ``fields``: Only these fields of each record, by comma; those of a part with
        a point: `finding,rating.slug,claim.text`. `id` and `version` are always
        there.

        ``language``: BCP 47, such as `en`.

        ``level``: `said`: that X said it; `so`: that it is so.

        * `said` - X said it * `so` - It is so

        ``q``: Words of claim or finding; `"…"`, `or` and `-` as in web searches.

        ``rating``: Slug of the rating, such as `mostly-false`.

        ``retracted``: Only those that were taken back, or only the others.

        ``updated_since``: Published, corrected or retracted at or after.

        ``updated_until``: Published, corrected or retracted before.
        """
        answer: m.FactPage = self.call(
            "GET",
            "/api/v1/facts",
            query={
                "claimant": claimant,
                "count": count,
                "cursor": cursor,
                "expand": expand,
                "fields": fields,
                "language": language,
                "level": level,
                "limit": limit,
                "q": q,
                "rating": rating,
                "retracted": retracted,
                "tag": tag,
                "updated_since": updated_since,
                "updated_until": updated_until,
            },
        )
        return answer

    def facts_each(
        self,
        *,
        claimant: str | None = None,
        count: Literal["estimate"] | None = None,
        expand: list[Literal["evidence"]] | None = None,
        fields: list[str] | None = None,
        language: str | None = None,
        level: Literal["said", "so"] | None = None,
        limit: int | None = None,
        q: str | None = None,
        rating: str | None = None,
        retracted: bool | None = None,
        tag: str | None = None,
        updated_since: str | None = None,
        updated_until: str | None = None,
    ) -> Iterator[m.FactOut | m.FactPart]:
        """All rows of :meth:`facts_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.facts_list(
                claimant=claimant,
                count=count,
                cursor=cursor,
                expand=expand,
                fields=fields,
                language=language,
                level=level,
                limit=limit,
                q=q,
                rating=rating,
                retracted=retracted,
                tag=tag,
                updated_since=updated_since,
                updated_until=updated_until,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def facts_get(
        self,
        record: str,
        *,
        expand: list[Literal["evidence"]] | None = None,
        fields: list[str] | None = None,
        version: int | None = None,
    ) -> m.FactOut | m.FactPart:
        """One finding, as it was published, in its newest or a past version.

        ``GET /api/v1/facts/{record}``

        ``expand``: `evidence` adds the evidence to the `fields` chosen. The whole
        record, without `fields`, has it already.

        ``fields``: Only these fields of each record, by comma; those of a part with
        a point: `finding,rating.slug,claim.text`. `id` and `version` are always
        there.

        ``version``: A past version; the newest unless given.
        """
        answer: m.FactOut | m.FactPart = self.call(
            "GET",
            f"/api/v1/facts/{self.quoted(record)}",
            query={"expand": expand, "fields": fields, "version": version},
        )
        return answer

    def facts_annotations(self, record: str) -> None:
        """What the newest version of a fact rests on, as W3C Web Annotations.

        ``GET /api/v1/facts/{record}/annotations``
        """
        self.call("GET", f"/api/v1/facts/{self.quoted(record)}/annotations")

    def facts_claimreview(self, record: str) -> None:
        """The newest version of a fact as schema.org ClaimReview (JSON-LD).

        ``GET /api/v1/facts/{record}/claimreview``
        """
        self.call("GET", f"/api/v1/facts/{self.quoted(record)}/claimreview")

    def facts_proof(self, record: str, *, version: int | None = None) -> m.ProofOut:
        """What proves that a version was published: its leaf, path and checkpoint.

        With the record it is all that ``verify_finding.py`` needs, offline. The
        file at ``/findings/{slug}/v{version}.proof.json`` holds both.

        ``GET /api/v1/facts/{record}/proof``

        ``version``: A past version; the newest unless given.
        """
        answer: m.ProofOut = self.call(
            "GET",
            f"/api/v1/facts/{self.quoted(record)}/proof",
            query={"version": version},
        )
        return answer

    def facts_versions(self, record: str) -> m.FactVersionPage:
        """All versions of one finding, newest first, with what each corrected.

        ``GET /api/v1/facts/{record}/versions``
        """
        answer: m.FactVersionPage = self.call(
            "GET", f"/api/v1/facts/{self.quoted(record)}/versions"
        )
        return answer

    def groups_list(
        self,
        *,
        conflicts: bool | None = None,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        question: str | None = None,
        story: str | None = None,
        undecided: bool | None = None,
    ) -> m.GroupPage:
        """Groups of candidates, most check-worthy first.

        ``GET /api/v1/groups``

        ``conflicts``: Only those in conflict with others.

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.

        ``undecided``: Only those that wait for a decision.
        """
        answer: m.GroupPage = self.call(
            "GET",
            "/api/v1/groups",
            query={
                "conflicts": conflicts,
                "count": count,
                "cursor": cursor,
                "limit": limit,
                "question": question,
                "story": story,
                "undecided": undecided,
            },
        )
        return answer

    def groups_each(
        self,
        *,
        conflicts: bool | None = None,
        count: Literal["estimate"] | None = None,
        limit: int | None = None,
        question: str | None = None,
        story: str | None = None,
        undecided: bool | None = None,
    ) -> Iterator[m.GroupOut]:
        """All rows of :meth:`groups_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.groups_list(
                conflicts=conflicts,
                count=count,
                cursor=cursor,
                limit=limit,
                question=question,
                story=story,
                undecided=undecided,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def groups_get(self, id: str) -> m.GroupDetail:
        """One group with its members, and how they stand to other words.

        ``GET /api/v1/groups/{id}``
        """
        answer: m.GroupDetail = self.call("GET", f"/api/v1/groups/{self.quoted(id)}")
        return answer

    def groups_act(
        self, id: str, body: m.DecisionIn, *, idempotency_key: str | None = None
    ) -> m.DecisionOut:
        """Decide about a group, or undo what was decided.

        ``POST /api/v1/groups/{id}/actions``
        """
        answer: m.DecisionOut = self.call(
            "POST",
            f"/api/v1/groups/{self.quoted(id)}/actions",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def jobs_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        kind: Literal[
            "batch",
            "checkpoint",
            "digest",
            "digests",
            "extract",
            "extract_close",
            "extract_part",
            "fetch",
            "figures",
            "forget_keys",
            "mail",
            "read",
            "relate",
            "reminders",
            "report_mail",
            "stale",
            "team_post",
            "webhook",
            "webhook_paused",
            "webhooks",
        ]
        | None = None,
        limit: int | None = None,
        state: Literal["queued", "running", "done", "quarantined", "given_up"]
        | None = None,
        subject: str | None = None,
    ) -> m.JobPage:
        """Units of work, newest first.

        ``GET /api/v1/jobs``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``kind``: * `batch` - batch * `checkpoint` - checkpoint * `digest` - digest
        * `digests` - digests * `extract` - extract * `extract_close` -
        extract_close * `extract_part` - extract_part * `fetch` - fetch * `figures`
        - figures * `forget_keys` - forget_keys * `mail` - mail * `read` - read *
        `relate` - relate * `reminders` - reminders * `report_mail` - report_mail *
        `stale` - stale * `team_post` - team_post * `webhook` - webhook *
        `webhook_paused` - webhook_paused * `webhooks` - webhooks

        ``limit``: Rows per page, 50 unless said.

        ``state``: * `queued` - Waiting * `running` - Running * `done` - Done *
        `quarantined` - Set aside * `given_up` - Given up

        ``subject``: On this row alone.
        """
        answer: m.JobPage = self.call(
            "GET",
            "/api/v1/jobs",
            query={
                "count": count,
                "cursor": cursor,
                "kind": kind,
                "limit": limit,
                "state": state,
                "subject": subject,
            },
        )
        return answer

    def jobs_each(
        self,
        *,
        count: Literal["estimate"] | None = None,
        kind: Literal[
            "batch",
            "checkpoint",
            "digest",
            "digests",
            "extract",
            "extract_close",
            "extract_part",
            "fetch",
            "figures",
            "forget_keys",
            "mail",
            "read",
            "relate",
            "reminders",
            "report_mail",
            "stale",
            "team_post",
            "webhook",
            "webhook_paused",
            "webhooks",
        ]
        | None = None,
        limit: int | None = None,
        state: Literal["queued", "running", "done", "quarantined", "given_up"]
        | None = None,
        subject: str | None = None,
    ) -> Iterator[m.JobOut]:
        """All rows of :meth:`jobs_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.jobs_list(
                count=count,
                cursor=cursor,
                kind=kind,
                limit=limit,
                state=state,
                subject=subject,
            )
            yield from page["results"]
            cursor = page["cursor"]

    def jobs_get(self, id: str) -> m.JobOut:
        """One unit of work: its state, its tries, and what went wrong.

        ``GET /api/v1/jobs/{id}``
        """
        answer: m.JobOut = self.call("GET", f"/api/v1/jobs/{self.quoted(id)}")
        return answer

    def jobs_retry(self, id: str, *, idempotency_key: str | None = None) -> m.JobOut:
        """Queue a job that was set aside afresh.

        ``POST /api/v1/jobs/{id}/retry``
        """
        answer: m.JobOut = self.call(
            "POST",
            f"/api/v1/jobs/{self.quoted(id)}/retry",
            header={"Idempotency-Key": idempotency_key},
        )
        return answer

    def match(self, body: m.MatchIn) -> m.MatchPage:
        """Look text up among what was checked; the best matches of each sentence.

        Nothing is kept of the text. What was retracted or superseded is never
        found.

        ``POST /api/v1/match``
        """
        answer: m.MatchPage = self.call("POST", "/api/v1/match", body=body)
        return answer

    def questions_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        story: str | None = None,
    ) -> m.QuestionPage:
        """Questions that rival answers raise, newest first.

        ``GET /api/v1/questions``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.QuestionPage = self.call(
            "GET",
            "/api/v1/questions",
            query={"count": count, "cursor": cursor, "limit": limit, "story": story},
        )
        return answer

    def questions_each(
        self,
        *,
        count: Literal["estimate"] | None = None,
        limit: int | None = None,
        story: str | None = None,
    ) -> Iterator[m.QuestionOut]:
        """All rows of :meth:`questions_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.questions_list(
                count=count, cursor=cursor, limit=limit, story=story
            )
            yield from page["results"]
            cursor = page["cursor"]

    def questions_get(self, id: str) -> m.QuestionDetail:
        """One question with every answer to it.

        ``GET /api/v1/questions/{id}``
        """
        answer: m.QuestionDetail = self.call(
            "GET", f"/api/v1/questions/{self.quoted(id)}"
        )
        return answer

    def stories_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.StoryPage:
        """Stories that you may see, newest first; you add one for a team of yours.

        ``GET /api/v1/stories``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.StoryPage = self.call(
            "GET",
            "/api/v1/stories",
            query={"count": count, "cursor": cursor, "limit": limit},
        )
        return answer

    def stories_each(
        self, *, count: Literal["estimate"] | None = None, limit: int | None = None
    ) -> Iterator[m.StoryOut]:
        """All rows of :meth:`stories_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.stories_list(count=count, cursor=cursor, limit=limit)
            yield from page["results"]
            cursor = page["cursor"]

    def stories_add(
        self, body: m.StoryIn, *, idempotency_key: str | None = None
    ) -> m.StoryOut:
        """Stories that you may see, newest first; you add one for a team of yours.

        ``POST /api/v1/stories``
        """
        answer: m.StoryOut = self.call(
            "POST",
            "/api/v1/stories",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def webhooks_list(
        self,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.WebhookPage:
        """Endpoints of the teams that you lead, newest first.

        ``GET /api/v1/webhooks``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``limit``: Rows per page, 50 unless said.
        """
        answer: m.WebhookPage = self.call(
            "GET",
            "/api/v1/webhooks",
            query={"count": count, "cursor": cursor, "limit": limit},
        )
        return answer

    def webhooks_each(
        self, *, count: Literal["estimate"] | None = None, limit: int | None = None
    ) -> Iterator[m.WebhookOut]:
        """All rows of :meth:`webhooks_list`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.webhooks_list(count=count, cursor=cursor, limit=limit)
            yield from page["results"]
            cursor = page["cursor"]

    def webhooks_add(
        self, body: m.WebhookIn, *, idempotency_key: str | None = None
    ) -> m.WebhookOut:
        """Its secret is read at ``/webhooks/{id}/secret``.

        ``POST /api/v1/webhooks``
        """
        answer: m.WebhookOut = self.call(
            "POST",
            "/api/v1/webhooks",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def webhooks_get(self, id: str) -> m.WebhookOut:
        """One endpoint.

        ``GET /api/v1/webhooks/{id}``
        """
        answer: m.WebhookOut = self.call("GET", f"/api/v1/webhooks/{self.quoted(id)}")
        return answer

    def webhooks_change(self, id: str, body: m.PatchedWebhookChanges) -> m.WebhookOut:
        """One endpoint.

        ``PATCH /api/v1/webhooks/{id}``
        """
        answer: m.WebhookOut = self.call(
            "PATCH", f"/api/v1/webhooks/{self.quoted(id)}", body=body
        )
        return answer

    def webhooks_remove(self, id: str) -> None:
        """One endpoint.

        ``DELETE /api/v1/webhooks/{id}``
        """
        self.call("DELETE", f"/api/v1/webhooks/{self.quoted(id)}")

    def webhooks_act(
        self, id: str, body: m.WebhookAction, *, idempotency_key: str | None = None
    ) -> m.WebhookDone:
        """Test, rotate the secret, pause, resume, replay.

        ``POST /api/v1/webhooks/{id}/actions``
        """
        answer: m.WebhookDone = self.call(
            "POST",
            f"/api/v1/webhooks/{self.quoted(id)}/actions",
            header={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return answer

    def webhooks_deliveries(
        self,
        id: str,
        *,
        count: Literal["estimate"] | None = None,
        cursor: str | None = None,
        event: Literal[
            "fact.published",
            "fact.corrected",
            "fact.retracted",
            "fact.merged",
            "fact.erased",
            "checkpoint.made",
            "report.received",
            "test",
        ]
        | None = None,
        limit: int | None = None,
        state: Literal["waiting", "delivered", "failed"] | None = None,
    ) -> m.DeliveryPage:
        """What was sent, or waits, newest first; kept for 30 days.

        ``GET /api/v1/webhooks/{id}/deliveries``

        ``count``: `estimate` adds `count`: how many rows there were a moment ago,
        on all pages; from 10000 on it says “at least”. Without it nothing is
        counted.

        ``cursor``: The `cursor` of the page before; opaque.

        ``event``: * `fact.published` - A finding was published * `fact.corrected` -
        A finding was corrected * `fact.retracted` - A finding was retracted *
        `fact.merged` - A finding was merged into another * `fact.erased` - A
        finding was erased by law * `checkpoint.made` - A signed checkpoint was made
        * `report.received` - A reader reported an error * `test` - A test

        ``limit``: Rows per page, 50 unless said.

        ``state``: * `waiting` - Waiting * `delivered` - Delivered * `failed` -
        Failed
        """
        answer: m.DeliveryPage = self.call(
            "GET",
            f"/api/v1/webhooks/{self.quoted(id)}/deliveries",
            query={
                "count": count,
                "cursor": cursor,
                "event": event,
                "limit": limit,
                "state": state,
            },
        )
        return answer

    def webhooks_deliveries_each(
        self,
        id: str,
        *,
        count: Literal["estimate"] | None = None,
        event: Literal[
            "fact.published",
            "fact.corrected",
            "fact.retracted",
            "fact.merged",
            "fact.erased",
            "checkpoint.made",
            "report.received",
            "test",
        ]
        | None = None,
        limit: int | None = None,
        state: Literal["waiting", "delivered", "failed"] | None = None,
    ) -> Iterator[m.DeliveryOut]:
        """All rows of :meth:`webhooks_deliveries`, read page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.webhooks_deliveries(
                id, count=count, cursor=cursor, event=event, limit=limit, state=state
            )
            yield from page["results"]
            cursor = page["cursor"]

    def webhooks_delivery(self, delivery: str, id: str) -> m.DeliveryWhole:
        """One delivery with every try.

        ``GET /api/v1/webhooks/{id}/deliveries/{delivery}``
        """
        answer: m.DeliveryWhole = self.call(
            "GET",
            f"/api/v1/webhooks/{self.quoted(id)}/deliveries/{self.quoted(delivery)}",
        )
        return answer

    def webhooks_replay(
        self, delivery: str, id: str, *, idempotency_key: str | None = None
    ) -> m.DeliveryWhole:
        """Send one delivery again, with the same id.

        ``POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay``
        """
        answer: m.DeliveryWhole = self.call(
            "POST",
            f"/api/v1/webhooks/{self.quoted(id)}/deliveries/{self.quoted(delivery)}/replay",
            header={"Idempotency-Key": idempotency_key},
        )
        return answer

    def webhooks_secret(self, id: str) -> m.SecretOut:
        """The secret that signs; nobody may keep this answer but you.

        ``GET /api/v1/webhooks/{id}/secret``
        """
        answer: m.SecretOut = self.call(
            "GET", f"/api/v1/webhooks/{self.quoted(id)}/secret"
        )
        return answer
