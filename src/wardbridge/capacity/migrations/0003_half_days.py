"""Rows of departments that counted the day as one time become two rows of half days, each with all the claims."""

from __future__ import annotations

from typing import Any

from django.db import migrations

BATCH = 500


def split(apps: Any, schema_editor: Any) -> None:
    limit, claim = apps.get_model("capacity", "Limit"), apps.get_model("capacity", "Claim")
    ids = list(limit.objects.filter(department__isnull=False, shift="day").order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        rows = list(limit.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk"))
        claims: dict[int, list[Any]] = {}
        for one in claim.objects.filter(limit__in=rows):
            claims.setdefault(one.limit_id, []).append(one)
        limit.objects.filter(pk__in=[row.pk for row in rows]).update(shift="morning")
        for row in rows:
            held = claims.get(row.pk, [])
            row.pk, row.shift = None, "afternoon"
            row.save()
            claim.objects.bulk_create([claim(limit=row, holder=one.holder, amount=one.amount) for one in held])


class Migration(migrations.Migration):
    dependencies = [("capacity", "0002_holds_and_times")]
    operations = [migrations.RunPython(split, migrations.RunPython.noop)]
