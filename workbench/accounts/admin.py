"""Accounts for administrators. People are suspended, never deleted: what they wrote,
checked and approved keeps its author."""

from __future__ import annotations

from typing import Any

import allauth.account.admin
import allauth.mfa.admin  # noqa: F401  both register first, to be taken off again
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workbench.accounts.invitations import MAY_INVITE
from workbench.accounts.models import ApiKey, Membership, Team, User

# Roles belong to memberships, and addresses to accounts: neither has a second place.
admin.site.unregister([Group, EmailAddress, Authenticator])


class NeverDeleted(admin.ModelAdmin):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembersOfTeam(BaseInlineFormSet):
    """The guard of the desk's own page: a team keeps somebody who can manage it."""

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        kept = {row["role"] for row in rows if not row.get("DELETE")}
        if rows and not kept & MAY_INVITE:
            raise ValidationError(
                gettext("The team would have nobody left to manage it.")
            )


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0


class MembersInline(MembershipInline):
    formset = MembersOfTeam
    autocomplete_fields = ("user",)


@admin.register(User)
class PeopleAdmin(UserAdmin, NeverDeleted):
    """A person who leaves is switched off with “Active”."""

    list_display = ("email", "name", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", "memberships__team")
    search_fields = ("email", "name")
    ordering = ("email",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ["username", "email", "name", "time_zone", "password"]}),
        (_("Access"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    )
    add_fieldsets = (
        (None, {"fields": ["username", "email", "name", "password1", "password2"]}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()


@admin.register(Team)
class TeamAdmin(NeverDeleted):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012
    inlines = (MembersInline,)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Any]:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("slug",) if obj else ()  # programs name teams by it


@admin.register(ApiKey)
class ApiKeyAdmin(NeverDeleted):
    """Keys are made by command or in settings, where they are shown once."""

    list_display = ("name", "prefix", "user", "expires_at", "revoked_at")
    list_filter = ("revoked_at",)
    search_fields = ("name", "prefix", "user__email")
    readonly_fields = ("name", "prefix", "user", "scopes", "last_used_at")
    fields = (*readonly_fields, "expires_at", "revoked_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """For somebody who lost the telephone: it can be taken away, and nothing else."""

    list_display = ("user", "type", "created_at", "last_used_at")
    search_fields = ("user__email",)
    fields = list_display
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
