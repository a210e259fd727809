"""What runs in the child process that opens a file: the standard library and python-calamine, nothing of ours.

The package is started by `isolation.open_sheets` in a fresh interpreter without site packages (50 ms), with this
folder's parent at the end of its path; hence the relative imports, and no import of anything outside the folder.
"""
