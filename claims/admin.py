"""Tables of reference alone. Claims, verdicts and approvals move at the desk, where
the table of moves and its guards stand; the admin is no way round them."""

from django.contrib import admin

from claims.models import Rating, RatingScale


class RatingInline(admin.TabularInline):
    model = Rating
    extra = 0


@admin.register(RatingScale)
class RatingScaleAdmin(admin.ModelAdmin):
    list_display = ["name", "level", "default"]
    inlines = [RatingInline]

    def has_delete_permission(self, request, obj=None):
        return obj is None or not obj.default


admin.site.site_header = "Corroborate"
admin.site.site_title = "Corroborate"
admin.site.index_title = "Tables of reference"
