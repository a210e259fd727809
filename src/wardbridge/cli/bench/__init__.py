"""``wardbridge bench``: measures the engine; one module a command beside `app`."""
