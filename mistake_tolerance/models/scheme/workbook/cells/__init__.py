"""The cells of a sheet, their values, and the rows that they make."""
