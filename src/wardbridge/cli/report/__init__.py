"""``report.html``: one self-contained page about a plan, to read, print and send; no script, nothing from outside."""
