"""Rotations as columns: the exact method (see ``docs/engine/method.md``).

A column is one complete rotation of a unit, a learner or a group that moves together. Read in the order of the data:
`classes` and `automaton` → `model` → `limits` → `kernel` and `pricing` → `master` → `generate` → `integer` → `run`.
"""
