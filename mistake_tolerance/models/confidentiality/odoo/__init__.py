"""Odoo's own models, closed to users who are in conflict with a record."""

from . import mail_message
from . import mail_activity
from . import mail_thread
from . import mail_mail
from . import follower_filter_mixin
from . import mail_followers
from . import ir_binary
from . import calendar_event
from . import ir_rule
from . import empty_list
from . import access_log_paths
