"""An entry as it was read from a sheet."""


class Row(dict):
    """An entry that knows where it was read.

    ``cells`` says in which cell each key of the entry stands.
    """

    def __init__(self, sheet, grid, number):
        super().__init__()
        self.sheet = sheet
        self.grid = grid
        self.number = number
        self.cells = {}
        self.is_wrong = False

    def get_address(self, name=None):
        """Return the address of one key, or of the first cell of the row.

        :rtype: str
        """
        if name in self.cells:
            return self.cells[name].address
        if not self.grid.is_upright:
            return ""
        return self.grid.get_address(self.number, 1)
