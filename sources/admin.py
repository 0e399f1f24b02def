"""Sources and who owns whom. Documents and their texts are not edited here."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import URLField

from sources.models import Ownership, Source


class OwnershipInline(admin.TabularInline):
    model = Ownership
    fk_name = "owner"
    extra = 0
    autocomplete_fields = ("owned",)


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Outlets, agencies and bodies, and who owns whom (which folds origins)."""

    list_display = ("name", "kind", "homepage")
    list_filter = ("kind",)
    search_fields = ("name", "aliases")
    inlines = (OwnershipInline,)
    formfield_overrides: ClassVar[Any] = {URLField: {"assume_scheme": "https"}}
