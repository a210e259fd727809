"""``python -m django open_account huong --organisation bv-mau``: the first accounts of an installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wardbridge.core.actors import Actor
from wardbridge.core.domain import accounts, organisations
from wardbridge.core.enums import OrganisationKind, Role
from wardbridge.core.models import Organisation, User


class Command(BaseCommand):
    help = (
        "Opens an account with a random password, which is printed once, and gives it a role in an organisation. "
        "With --kind, an organisation that is not known yet is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")
        parser.add_argument("--name", default="", help="name shown")
        parser.add_argument("--organisation", required=True, help="code or name")
        parser.add_argument("--kind", choices=OrganisationKind.values, help="kind of an organisation to be made")
        parser.add_argument("--role", choices=Role.values, default=Role.OFFICE.value)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        actor, password = Actor.system(), accounts.new_password()
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"{options['username']}: this account exists already")
        organisation = _organisation(actor, options["organisation"], options["kind"])
        user = accounts.open_account(
            actor=actor,
            username=options["username"],
            password=password,
            email=options["email"],
            display_name=options["name"],
        )
        accounts.grant(actor=actor, user=user, organisation=organisation, role=Role(options["role"]))
        self.stdout.write(f"{user.username} / {password}   {options['role']}, {organisation.name_in('vi')}")


def _organisation(actor: Actor, said: str, kind: str | None) -> Organisation:
    if kind:
        return organisations.find_or_create(actor=actor, kind=OrganisationKind(kind), name=said)
    found = [row for one in OrganisationKind if (row := organisations.find(kind=one, said=said))]
    if len(found) != 1:
        raise CommandError(f"{said}: {len(found)} organisations of this code or name; say --kind")
    return found[0]
