from wardbridge.demand.models.demand import Demand, Intake, Line, Preference, Routing
from wardbridge.demand.models.requests import Request, Step, Terms, Told
from wardbridge.demand.models.talk import Attachment, Message

__all__ = [
    "Attachment",
    "Demand",
    "Intake",
    "Line",
    "Message",
    "Preference",
    "Request",
    "Routing",
    "Step",
    "Terms",
    "Told",
]
