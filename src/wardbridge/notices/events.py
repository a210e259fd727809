"""What the worker does for the notices by itself."""

from __future__ import annotations

from wardbridge.core import worker
from wardbridge.notices.domain import delivering

worker.sweep(delivering.send_overdue)
