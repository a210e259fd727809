"""Joint projects with their outputs, and techniques that come from one hospital to another."""

from wardbridge.research.models.outputs import Author, Output
from wardbridge.research.models.projects import Grant, Project, ProjectPartner, ProjectTheme
from wardbridge.research.models.techniques import MonthOfCases, Technique, TechniqueStep, Trained

__all__ = [
    "Author",
    "Grant",
    "MonthOfCases",
    "Output",
    "Project",
    "ProjectPartner",
    "ProjectTheme",
    "Technique",
    "TechniqueStep",
    "Trained",
]
