"""Models of the core: what every other app stands on."""

from wardbridge.core.models.audit import AuditDetail, AuditEntry, AuditHead, AuditSeal, RowIsFinal
from wardbridge.core.models.base import Dated, InForce, Named, on_day
from wardbridge.core.models.jobs import JobRun
from wardbridge.core.models.organisations import Membership, Organisation, User
from wardbridge.core.models.outbox import OutboxMessage

__all__ = [
    "AuditDetail",
    "AuditEntry",
    "AuditHead",
    "AuditSeal",
    "Dated",
    "InForce",
    "JobRun",
    "Membership",
    "Named",
    "Organisation",
    "OutboxMessage",
    "RowIsFinal",
    "User",
    "on_day",
]
