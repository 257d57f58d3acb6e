from ..common import ToleranceTestCase


class RegulationCase(ToleranceTestCase):
    """One shipped regulation, compared with tables written from its source."""

    code = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        version = cls.env["tolerance.scheme"]._load_preset(cls.code, cls.company)
        cls.version = version.with_context(lang="zh_CN")

    def assert_table(self, records, names, rows):
        """Compare fields of records with the rows of a table.

        :param str names: paths of fields, separated by blanks
        :param list rows: one tuple a record, in the same order
        """
        paths = names.split()

        def read(record, path):
            *hops, name = path.split(".")
            for hop in hops:
                record = record[hop]
            return record[name]

        self.assertEqual(
            [tuple(read(record, path) for path in paths) for record in records], rows
        )

    def assert_open(self, records, count):
        """Check that so many entries are open, marked, and cannot be used.

        :param int count: how many the source counts and does not word
        """
        waiting = records.filtered("is_open")
        self.assertEqual(len(waiting), count)
        for record in waiting:
            with self.subTest(record.display_name):
                self.assertTrue(record.marking)
                self.assertTrue(record._get_open_refusal())
        self.assertFalse((records - waiting)._get_open_refusal())
