"""Erasmus Without Paper: Inter-Institutional Agreements v7 and factsheets v1.2 as XML, read and written.

Pure of Django's models. Neither the schemas nor the transformation of the hash are shipped: what is written here is
held to them in the tests, where they lie beside the project.
"""
