"""The workbook: template, reading, writing, lists, hostile files."""
