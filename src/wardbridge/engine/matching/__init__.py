"""Matching: choices by merit or by both sides' ranking, with quotas; each method says what it holds to.

`match` is the façade; `docs/engine/matching.md` says what each method promises, and what nobody can.
"""
