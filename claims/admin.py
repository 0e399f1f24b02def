"""Tables of reference alone. Claims, verdicts and approvals move at the desk, where
the table of moves and its guards stand; the admin is no way round them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.models import Rating, RatingScale, RiskRule, Verdict


class RatingInline(admin.TabularInline):
    model = Rating
    extra = 0


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    """A scale in use keeps its level, and its points keep their names for programs."""

    list_display = ("name", "level", "default")
    list_filter = ("level",)
    inlines = (RatingInline,)
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("slug", "level") if obj and in_use(obj) else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or not (obj.default or in_use(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None for many at once: one of them could be in use."""
        return {}


def in_use(scale: RatingScale) -> bool:
    return Verdict.objects.filter(rating__scale=scale).exists()


@admin.register(RiskRule)
class RiskRuleAdmin(admin.ModelAdmin):
    """How many must approve at each risk. Rules are changed, never removed."""

    list_display = ("risk", "approvals")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.site_header = "Corroborate"
admin.site.site_title = "Corroborate"
admin.site.index_title = _("Tables of reference")
