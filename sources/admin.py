from django.contrib import admin

from sources.models import Ownership, Source


class OwnershipInline(admin.TabularInline):
    model = Ownership
    fk_name = "owner"
    extra = 0


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Outlets, agencies and bodies, and who owns whom (which folds origins)."""

    list_display = ["name", "kind", "homepage"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases"]
    inlines = [OwnershipInline]
