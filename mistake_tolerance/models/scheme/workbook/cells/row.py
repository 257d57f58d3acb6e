"""An entry as it was read from a sheet."""


class Row(dict):
    """An entry that knows where it was read.

    ``cells`` says in which cell each key of the entry stands, and ``wrong_names``
    which keys were found to be wrong. ``is_lost`` says that nothing stands for it
    while the rest is tried.
    """

    # What an entry is known by, or what may be said of it elsewhere.
    NAMING = frozenset(
        {
            None,
            "name",
            "code",
            "number",
            "scale",
            "area",
            "subject_kind",
            "situation",
            "factor",
        }
    )

    def __init__(self, sheet, grid, number, places=()):
        """Note where an entry stands.

        :param Sheet sheet: the kind of sheet
        :param Grid grid: its cells
        :param int number: of the row
        :param places: ``{key of the entry: number of its column}``, also for cells
            that are empty
        """
        super().__init__()
        self.sheet = sheet
        self.grid = grid
        self.number = number
        self.places = dict(places)
        self.cells = {}
        self.wrong_names = set()
        self.is_wrong = False
        self.is_lost = False

    @property
    def is_unknowable(self):
        """Return whether it cannot be told what other entries mean by it."""
        return self.is_wrong and (self.is_lost or bool(self.wrong_names & self.NAMING))

    def get_address(self, name=None):
        """Return the address of one key, or of the first cell of the row.

        :rtype: str
        """
        if name in self.cells:
            return self.cells[name].address
        if name in self.places:
            return self.grid.get_address(self.number, self.places[name])
        if not self.grid.is_upright:
            return ""
        return self.grid.get_address(self.number, 1)
