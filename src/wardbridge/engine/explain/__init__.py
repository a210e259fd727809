"""Answers about a plan and a round: why this learner is here, what a place is worth, why not everyone can be placed.

Everything here asks the solver (`columns`) and the judge (`check`); neither knows of it.
"""
