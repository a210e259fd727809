"""What tests of several parts share: a throw-away PostgreSQL, a browser, ways to read the source tree."""
