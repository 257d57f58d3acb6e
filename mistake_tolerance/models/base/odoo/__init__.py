"""Odoo's own models, as every room needs them."""

from . import default
from . import mail_route
from . import extends_res_company
from . import extends_base
from . import extends_ir_http
