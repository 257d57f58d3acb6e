from . import test_matter
