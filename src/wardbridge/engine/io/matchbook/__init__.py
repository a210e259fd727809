"""Choices in a workbook or CSV files, and the answer as files; `docs/matching.md` describes both."""
