"""Every address on one page, apart from the API's own (workbench/api.py)."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from claims.api import search_tools
from claims.publication.pages import PAGES
from claims.views import (
    actors,
    batch,
    beside,
    claim_page,
    claims,
    comments,
    desk,
    drafts,
    duplicates,
    embed,
    endpoints,
    exports,
    feeds,
    finding,
    history,
    house,
    lists,
    moves,
    notifications,
    origins,
    own_keys,
    owners,
    presence,
    proof,
    public,
    publishing,
    questions,
    reader,
    reports,
    saved,
    search,
    stories,
    story_export,
    story_settings,
    tasks,
    teams,
    triage,
    work,
    workload,
)
from sources import views as sources
from workbench import problem_pages, problems, views
from workbench.accounts import views as accounts


class Decision(StringConverter):
    regex = "|".join(triage.DECISIONS)


class EvidenceKind(StringConverter):
    regex = "|".join(moves.EVIDENCE_FORMS)


class Judgement(StringConverter):
    regex = "|".join(moves.JUDGEMENTS)


class Subject(StringConverter):
    regex = "|".join(comments.SUBJECTS)


class Arrangement(StringConverter):
    regex = "split|join"


class QuestionDecision(StringConverter):
    regex = "|".join(triage.QUESTION_DECISIONS)


# One way in: the desk's own login, with its second factor and its brakes.
admin.site.login = secure_admin_login(admin.site.login)


class TaskStep(StringConverter):
    regex = "|".join(tasks.STEPS)


class ReportStep(StringConverter):
    regex = "|".join(reports.STEPS)


class StoryFormat(StringConverter):
    regex = "pdf|html"


class FeedKind(StringConverter):
    regex = "|".join(feeds.TITLES)


class FeedFormat(StringConverter):
    regex = "|".join(feeds.FORMATS)


class EndpointStep(StringConverter):
    regex = "|".join(endpoints.STEPS)


register_converter(EndpointStep, "endpoint_step")
register_converter(StoryFormat, "story_format")
register_converter(FeedKind, "feed_kind")
register_converter(FeedFormat, "feed_format")
register_converter(Decision, "decision")
register_converter(QuestionDecision, "question_decision")
register_converter(Arrangement, "arrangement")
register_converter(EvidenceKind, "evidence_kind")
register_converter(Judgement, "judgement")
register_converter(TaskStep, "task_step")
register_converter(ReportStep, "report_step")
register_converter(Subject, "subject")

DESK = [
    path("", desk.front, name="desk"),
    path("workload/", workload.workload, name="workload"),
    path("triage/", triage.triage, name="triage"),
    path(
        "triage/groups/<uuid:pk>/<decision:action>/",
        triage.decide,
        name="group_decide",
    ),
    path("triage/batch/", triage.decide_all, name="triage_batch"),
    path("triage/groups/<uuid:pk>/", triage.group, name="group"),
    path("triage/groups/<uuid:pk>/lease/", triage.lease, name="group_lease"),
    path("triage/decisions/<uuid:pk>/undo/", triage.undo, name="decision_undo"),
    path("triage/decisions/<uuid:pk>/change/", triage.change, name="decision_change"),
    path("triage/groups/<uuid:pk>/part/", triage.part, name="group_part"),
    path("triage/groups/<uuid:pk>/same/", duplicates.group_same, name="group_same"),
    path("groups/<uuid:pk>/origins/", origins.group_origins, name="group_origins"),
    path("questions/<uuid:pk>/", questions.question, name="question"),
    path(
        "questions/<uuid:pk>/decide/<question_decision:action>/",
        triage.decide_question,
        name="question_decide",
    ),
    path("questions/<uuid:pk>/same/", questions.same, name="question_same"),
    path("questions/<uuid:pk>/merge/", questions.merge, name="question_merge"),
    path("questions/<uuid:pk>/reword/", questions.reword, name="question_reword"),
    path("questions/<uuid:pk>/publish/", questions.publish, name="question_publish"),
    path(
        "questions/<uuid:pk>/arrange/<arrangement:action>/",
        questions.arrange,
        name="question_arrange",
    ),
    path("questions/<uuid:pk>/lease/", triage.question_lease, name="question_lease"),
    path("claims/", lists.claims, name="claims"),
    path("claims/claims.csv", lists.claims_csv, name="claims_csv"),
    path("claims/batch/", batch.claims_batch, name="claims_batch"),
    path("claims/views/", saved.view_save, name="view_save"),
    path("claims/views/<uuid:pk>/", saved.view_change, name="view_change"),
    path("batches/", batch.batches, name="batches"),
    path("batches/<uuid:pk>/", batch.batch, name="batch"),
    path("batches/<uuid:pk>/run/", batch.batch_run, name="batch_run"),
    path("batches/<uuid:pk>/undo/", batch.batch_undo, name="batch_undo"),
    path("search/", search.search, name="search"),
    path("claims/new/", claims.claim_create, name="claim_create"),
    path("claims/merge/", duplicates.merge, name="claims_merge"),
    path("claims/<uuid:pk>/", claim_page.claim, name="claim"),
    path("claims/<uuid:pk>/history/", history.claim_history, name="claim_history"),
    path("claims/<uuid:pk>/presence/", presence.presence, name="claim_presence"),
    path("claims/<uuid:pk>/blind/", moves.blind_read, name="claim_blind"),
    path("claims/<uuid:pk>/risk/", moves.risk, name="claim_risk"),
    path("claims/<uuid:pk>/unmerge/", duplicates.part, name="claim_unmerge"),
    path("claims/<uuid:pk>/edit/", moves.edit, name="claim_edit"),
    path("claims/<uuid:pk>/propose/", moves.propose, name="claim_propose"),
    path("claims/<uuid:pk>/approve/", moves.approve, name="claim_approve"),
    path("claims/<uuid:pk>/preview/", publishing.preview, name="claim_preview"),
    path("claims/<uuid:pk>/publish/", publishing.publish, name="claim_publish"),
    path("claims/<uuid:pk>/reply/", publishing.reply, name="claim_reply"),
    path(
        "claims/<uuid:pk>/review-date/",
        publishing.review_date,
        name="claim_review_date",
    ),
    path("claims/<uuid:pk>/retract/", moves.retract, name="claim_retract"),
    path("claims/<uuid:pk>/assign/", moves.assign_work, name="claim_assign"),
    path("claims/<uuid:pk>/moves/<slug:action>/", moves.move, name="claim_move"),
    path(
        "claims/<uuid:pk>/evidence/<evidence_kind:kind>/",
        moves.add_evidence,
        name="evidence_add",
    ),
    path(
        "evidence/<uuid:pk>/<judgement:verb>/",
        moves.judge_evidence,
        name="evidence_judge",
    ),
    path("second-read/", work.second_read, name="second_read"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.task_new, name="task_new"),
    path("tasks/<uuid:pk>/", tasks.task, name="task"),
    path("tasks/<uuid:pk>/end/", tasks.task_end, name="task_end"),
    path("tasks/<uuid:pk>/hand-over/", tasks.task_hand_over, name="task_hand_over"),
    path("tasks/<uuid:pk>/change/", tasks.task_change, name="task_change"),
    path("tasks/<uuid:pk>/<task_step:step>/", tasks.task_step, name="task_step"),
    path("tasks/divisions/<uuid:pk>/undo/", tasks.division_undo, name="division_undo"),
    path("reader-reports/", reports.reports, name="reports"),
    path("reader-reports/<uuid:pk>/", reports.report, name="report"),
    path(
        "reader-reports/<uuid:pk>/<report_step:step>/",
        reports.report_step,
        name="report_step",
    ),
    path("pages/", house.house_pages, name="house_pages"),
    path(
        "pages/<slug:slug>/<slug:language>/",
        house.house_page_edit,
        name="house_page_edit",
    ),
    path("comments/<subject:kind>/<uuid:pk>/", comments.thread, name="comments"),
    path("comments/<uuid:pk>/edit/", comments.comment_edit, name="comment_edit"),
    path("comments/<uuid:pk>/delete/", comments.comment_delete, name="comment_delete"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/end/", drafts.draft_end, name="draft_end"),
    path("notifications/", notifications.notifications, name="notifications"),
    path(
        "notifications/read/",
        notifications.notifications_read,
        name="notifications_read",
    ),
    path(
        "notifications/<uuid:pk>/",
        notifications.notification_open,
        name="notification_open",
    ),
    path("stories/", stories.stories, name="stories"),
    path("stories/new/", sources.story_create, name="story_create"),
    path("stories/<uuid:pk>/", stories.story, name="story"),
    path("stories/<uuid:pk>/divide/", tasks.divide, name="story_divide"),
    path("stories/<uuid:pk>/fresh/", stories.fresh, name="story_fresh"),
    path("stories/<uuid:pk>/settings/", story_settings.settings, name="story_settings"),
    path("stories/<uuid:pk>/embargo/", story_settings.embargo, name="story_embargo"),
    path("stories/<uuid:pk>/close/", story_settings.close, name="story_close"),
    path(
        "stories/<uuid:pk>/export.<story_format:kind>",
        story_export.export,
        name="story_export",
    ),
    path("stories/<uuid:pk>/actors/", actors.actors, name="actors"),
    path("stories/<uuid:pk>/actors/merge/", actors.merge, name="actors_merge"),
    path("actors/<uuid:pk>/", actors.actor, name="actor"),
    path("actors/<uuid:pk>/side/", actors.side, name="actor_side"),
    path("actors/<uuid:pk>/split/", actors.split, name="actor_split"),
    path("actors/decisions/<uuid:pk>/undo/", actors.undo, name="actor_undo"),
    path("sources/", sources.sources, name="sources"),
    path("sources/add/", sources.add, name="sources_add"),
    path("sources/owners/", owners.owners, name="owners"),
    path("sources/owners/<uuid:pk>/", owners.source, name="source"),
    path("sources/owners/links/<int:pk>/end/", owners.owner_end, name="owner_end"),
    path("documents/<uuid:pk>/", reader.document, name="document"),
    path("documents/<uuid:pk>/fresh/", reader.fresh, name="document_fresh"),
    path("documents/<uuid:pk>/claims/", reader.found_claims, name="document_claims"),
    path("documents/<uuid:pk>/select/", reader.select, name="document_select"),
    path("notes/<uuid:pk>/delete/", reader.remark_delete, name="remark_delete"),
    path(
        "documents/<uuid:pk>/sentences/<int:index>/beside/",
        beside.beside,
        name="document_beside",
    ),
    path("documents/<uuid:pk>/facts/", sources.facts, name="document_facts"),
    path("documents/<uuid:pk>/missing/", sources.missing, name="document_missing"),
    path("jobs/", sources.jobs, name="jobs"),
    path("jobs/retry/", sources.jobs_retry_all, name="jobs_retry_all"),
    path("jobs/<uuid:pk>/retry/", sources.job_retry, name="job_retry"),
    path("jobs/<uuid:pk>/give-up/", sources.job_give_up, name="job_give_up"),
]
PEOPLE = [
    path("teams/", accounts.teams, name="teams"),
    path("teams/<uuid:pk>/", teams.team, name="team"),
    path("teams/<uuid:pk>/absences/", teams.absence_add, name="absence_add"),
    path(
        "teams/<uuid:pk>/absences/<int:absence>/end/",
        teams.absence_end,
        name="absence_end",
    ),
    path("teams/<uuid:pk>/webhooks/", teams.webhook_add, name="webhook_add"),
    path(
        "teams/<uuid:pk>/webhooks/<uuid:webhook>/test/",
        teams.webhook_test,
        name="webhook_test",
    ),
    path(
        "teams/<uuid:pk>/webhooks/<uuid:webhook>/remove/",
        teams.webhook_remove,
        name="webhook_remove",
    ),
    path("teams/<uuid:pk>/endpoints/", endpoints.endpoints, name="endpoints"),
    path(
        "teams/<uuid:pk>/endpoints/<uuid:endpoint>/",
        endpoints.endpoint,
        name="endpoint",
    ),
    path(
        "teams/<uuid:pk>/endpoints/<uuid:endpoint>/<endpoint_step:step>/",
        endpoints.step,
        name="endpoint_step",
    ),
    path(
        "teams/<uuid:pk>/endpoints/<uuid:endpoint>/deliveries/<uuid:delivery>/",
        endpoints.delivery,
        name="delivery",
    ),
    path("teams/<uuid:pk>/roles/", accounts.role_add, name="role_add"),
    path(
        "teams/<uuid:pk>/roles/<int:membership>/remove/",
        accounts.role_remove,
        name="role_remove",
    ),
    path(
        "teams/<uuid:pk>/invitations/<uuid:invitation>/revoke/",
        accounts.invitation_revoke,
        name="invitation_revoke",
    ),
    path("invitations/<str:token>/", accounts.invitation, name="invitation"),
    path("settings/", accounts.settings, name="settings"),
    path(
        "settings/notifications/",
        accounts.notification_settings,
        name="notification_settings",
    ),
    path("settings/keyboard/", own_keys.keyboard_settings, name="keyboard_settings"),
    path("settings/keys/", accounts.key_create, name="key_create"),
    path("settings/keys/<uuid:pk>/revoke/", accounts.key_revoke, name="key_revoke"),
    path("accounts/", include("allauth.urls")),
]
PUBLIC = [
    path("findings/", public.published, name="published"),
    path("findings/<slug:slug>/", finding.finding, name="finding"),
    path(
        "findings/<slug:slug>/v<int:version>/",
        finding.finding,
        name="finding_version",
    ),
    path(
        "findings/<slug:slug>/v<int:version>.proof.json",
        proof.proof,
        name="finding_proof",
    ),
    path("verify/verify_finding.py", proof.verifier, name="verifier"),
    path(".well-known/corroborate-keys.json", proof.keys, name="signing_keys"),
    path(
        "feeds/<feed_kind:kind>.<feed_format:form>",
        feeds.FeedView.as_view(),
        name="feed",
    ),
    path("findings/<slug:slug>/card/", embed.card, name="finding_card"),
    path("oembed", embed.OEmbed.as_view(), name="oembed"),
    path("exports/", exports.exports, name="exports"),
    path("exports/data/<str:name>", exports.ExportFile.as_view(), name="export_file"),
    path(
        "findings/<slug:slug>/v<int:version>/changes/",
        finding.changes,
        name="finding_changes",
    ),
    path(
        "findings/<slug:slug>/v<int:version>.pdf",
        finding.pdf,
        name="finding_pdf",
    ),
    path("corrections/", public.corrections_log, name="corrections"),
    path("findings/<slug:slug>/report/", reports.report_form, name="report_form"),
    path("reports/<slug:reference>/", reports.report_status, name="report_status"),
    *[path(f"{slug}/", house.house_page, {"slug": slug}, name=slug) for slug in PAGES],
    path("problems/", problem_pages.problem_index, name="problems"),
    path("problems/<slug:code>/", problem_pages.problem_page, name="problem"),
]
MACHINES = [
    path("favicon.ico", RedirectView.as_view(url="/static/icon.svg")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("workbench.api")),
    path("v1alpha1/claims:search", search_tools.claims_search, name="claims_search"),
    path("v1alpha1/<path:rest>", search_tools.no_such_method),
    path("api/", problems.nothing_here),
    path("api/<path:rest>", problems.nothing_here),
]

handler400 = "workbench.problems.refused"
handler500 = "workbench.problems.failed"
# What most requests ask for is tried first: each pattern passed over costs them all.
urlpatterns = [*PUBLIC, *MACHINES, *PEOPLE, *DESK]
