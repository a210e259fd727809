"""A job that stands still half-way, for the test that kills its worker."""

from __future__ import annotations

import time

from wardbridge.core import jobs
from wardbridge.core.enums import OrganisationKind
from wardbridge.core.jobs import JobHandle
from wardbridge.core.models import Organisation

KIND = "test.slow"
quick = False


@jobs.job(KIND)
def work(handle: JobHandle) -> None:
    """Report half-way, wait for long unless `quick`, then make one organisation."""
    handle.report(0.5, note="half-way")
    if not quick:
        time.sleep(120)  # waits: a job that is killed meanwhile
    with handle.finish(result={}):
        Organisation.objects.create(code=handle.payload["code"], kind=OrganisationKind.SCHOOL)
