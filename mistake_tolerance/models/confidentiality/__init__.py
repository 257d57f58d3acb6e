"""Who may see a case: conflicts of interest, protected sources, secrecy.

Holds conflicts and declared interests, the filters that hide what is closed, levels of
secrecy and the log of who opened what; ``odoo/`` closes the ways of Odoo's own models.
It may know ``subject``. Hooks: ``_conflict_paths``, ``_own_page_paths``,
``_logged_content``, ``_get_opened_cases`` and ``_get_case_clerk`` of every model,
``_get_case`` of a document; ``_conflict_field``, ``_get_subject_domain``,
``_get_conflict_case``, ``_get_conflict_start``, ``_get_subjects``, ``_subject_paths``,
``_write_closed_chain``, ``_get_applications`` and ``_get_protected_sources`` of what
bears conflicts.
"""

from . import reporting_line_watch
from . import interest_declaration
from . import protected_source
from . import conflict
from . import conflict_search
from . import conflict_closure
from . import conflict_audience
from . import extends_task_mixin
from . import conflict_filter_mixin
from . import extends_ledger_entry
from . import extends_subject
from . import classified_mixin
from . import numbered_mixin
from . import document_dialog_mixin
from . import classification_wizard
from . import numbering_wizard
from . import onchange
from . import whole_rows
from . import odoo
from . import access_log
