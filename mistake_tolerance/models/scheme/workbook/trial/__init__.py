"""Tries the entries of a workbook one by one, to list all that is refused."""
