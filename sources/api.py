"""The intake API: stories, documents and the work on them."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from sources.choices import JobState
from sources.errors import NotFound, SourcesError
from sources.headers import IDEMPOTENCY_KEY
from sources.ingest import service
from sources.ingest.checks import too_large
from sources.ingest.progress import jobs_of
from sources.jobs.service import retry
from sources.models import Document, Job, Story
from sources.paging import PAGE_PARAMETERS, PAGING, page_for, page_response
from sources.query import read_query
from sources.serializers import (
    Accepted,
    DocumentDetail,
    DocumentIn,
    DocumentJsonIn,
    DocumentOut,
    DocumentPage,
    DocumentQuery,
    JobOut,
    JobPage,
    JobQuery,
    NoQuery,
    StoryIn,
    StoryOut,
    StoryPage,
)
from sources.stories import open_story
from workbench.accounts.idempotency import idempotent
from workbench.accounts.models import Team

READ_AND_ADD: dict[str, str] = {"GET": "desk:read", "POST": "documents:write"}
# What a form adds around its file: boundaries and the other fields.
FORM_ROOM_BYTES = 1_000_000


class DocumentList(APIView):
    """Documents, newest first; adding one answers before it is read."""

    scopes: ClassVar = READ_AND_ADD
    parser_classes: ClassVar = [*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_huge(request)

    @extend_schema(
        operation_id="documents_list",
        parameters=[
            *PAGE_PARAMETERS,
            DocumentQuery,
        ],
        responses=DocumentPage,
    )
    def get(self, request: Request) -> Response:
        rows = Document.objects.visible_to(request.user).select_related("source")
        wanted = read_query(request, DocumentQuery, *PAGING)
        page = page_for(request, rows.filter(**wanted), name="documents")
        return page_response(request, page, DocumentOut(page.rows, many=True).data)

    @extend_schema(
        operation_id="documents_add",
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": DocumentJsonIn, "multipart/form-data": DocumentIn},
        responses={202: Accepted},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        wanted = DocumentIn(data=request.data)
        wanted.is_valid(raise_exception=True)
        document, job = take_in(request, wanted.validated_data)
        answer = Accepted({"document": document, "job": job})
        place = request.path.rstrip("/").rsplit("/", 1)[0]
        location = request.build_absolute_uri(f"{place}/jobs/{job.pk}")
        return Response(answer.data, status=202, headers={"Location": location})


def refuse_huge(request: Request) -> None:
    """Refuse by the announced length, before a byte of the body is read."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    limit = settings.MAX_UPLOAD_BYTES + FORM_ROOM_BYTES
    if not (request.content_type or "").startswith("multipart/"):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length > limit:
        raise too_large(length)


def take_in(request: Request, fields: dict[str, Any]) -> tuple[Document, Job]:
    story = Story.objects.visible_to(request.user).filter(pk=fields["story"]).first()
    if story is None:
        raise NotFound("There is no such story.")
    common = {"story": story, "by": request.user, "purpose": fields["purpose"]}
    if "url" in fields:
        return service.ingest_url(fields["url"], **common)
    title = fields.get("title", "")
    if "text" in fields:
        return service.ingest_paste(fields["text"], title=title, **common)
    file = fields["file"]
    return service.ingest_upload(file.read(), filename=file.name, title=title, **common)


class DocumentView(APIView):
    """One document, with the jobs that read it."""

    scopes: ClassVar = {"GET": "desk:read"}

    @extend_schema(operation_id="documents_get", responses=DocumentDetail)
    def get(self, request: Request, id: UUID) -> Response:
        rows = Document.objects.visible_to(request.user).select_related("source")
        document = get_object_or_404(rows, pk=id)
        document.jobs = jobs_of(document)
        return Response(DocumentDetail(document).data)


class JobList(APIView):
    """Units of work, newest first."""

    scopes: ClassVar = {"GET": "desk:read"}

    @extend_schema(
        operation_id="jobs_list",
        parameters=[
            *PAGE_PARAMETERS,
            JobQuery,
        ],
        responses=JobPage,
    )
    def get(self, request: Request) -> Response:
        rows = Job.objects.visible_to(request.user)
        wanted = read_query(request, JobQuery, *PAGING)
        page = page_for(request, rows.filter(**wanted), name="jobs")
        return page_response(request, page, JobOut(page.rows, many=True).data)


class JobView(APIView):
    """One unit of work: its state, its tries, and what went wrong."""

    scopes: ClassVar = {"GET": "desk:read"}

    @extend_schema(operation_id="jobs_get", responses=JobOut)
    def get(self, request: Request, id: UUID) -> Response:
        job = get_object_or_404(Job.objects.visible_to(request.user), pk=id)
        return Response(JobOut(job).data)


class JobRetry(APIView):
    """Queue a job that was set aside afresh."""

    scopes: ClassVar = {"POST": "documents:write"}

    @extend_schema(
        operation_id="jobs_retry",
        parameters=[IDEMPOTENCY_KEY],
        request=None,
        responses={202: JobOut},
    )
    @idempotent
    def post(self, request: Request, id: UUID) -> Response:
        rows = Job.objects.visible_to(request.user).select_related("story")
        job = get_object_or_404(rows, pk=id)
        if job.state != JobState.QUARANTINED:
            raise SourcesError(
                "Only a job that was set aside can be retried.",
                code="job_not_set_aside",
                state=job.state,
            )
        return Response(JobOut(retry(job, by=request.user)).data, status=202)


class StoryList(APIView):
    """Stories that you may see, newest first; you add one for a team of yours."""

    scopes: ClassVar = READ_AND_ADD

    @extend_schema(
        operation_id="stories_list", parameters=PAGE_PARAMETERS, responses=StoryPage
    )
    def get(self, request: Request) -> Response:
        read_query(request, NoQuery, *PAGING)
        rows = Story.objects.visible_to(request.user).select_related("team")
        page = page_for(request, rows, name="stories")
        return page_response(request, page, StoryOut(page.rows, many=True).data)

    @extend_schema(
        operation_id="stories_add",
        parameters=[IDEMPOTENCY_KEY],
        request=StoryIn,
        responses={201: StoryOut},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        wanted = StoryIn(data=request.data)
        wanted.is_valid(raise_exception=True)
        fields = dict(wanted.validated_data)
        team = Team.objects.filter(
            slug=fields.pop("team"), pk__in=request.user.team_ids
        ).first()
        if team is None:
            raise NotFound("You are in no such team.")
        story = open_story(team=team, by=request.user, **fields)
        return Response(StoryOut(story).data, status=201)
