"""The trigger functions that keep published scheme versions as they are."""

from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...base.db_trigger import Refusal

_lt = LazyTranslate(__name__)

FROZEN = Refusal(
    "scheme_frozen", _lt("This scheme version is published and stays as it is.")
)

PARENT_KEPT = Refusal(
    "scheme_parent_kept",
    _lt(
        "The higher regulation of a published one stays as it is: cases rest on it. A "
        "regulation without one can still get one."
    ),
)

# Who last touched a row, and when, is no content: deleting a user empties it.
LOG_COLUMNS = SQL("ARRAY['create_uid', 'create_date', 'write_uid', 'write_date']")

# A part of a version. The shared lock makes a part that is written while its
# version is being published wait, and then fail and be retried.
CHILD = """
DECLARE
    owners integer[] := '{}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - %(log)s = to_jsonb(NEW) - %(log)s THEN
            RETURN NEW;
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        owners := owners || (to_jsonb(OLD) ->> TG_ARGV[0])::integer;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        owners := owners || (to_jsonb(NEW) ->> TG_ARGV[0])::integer;
    END IF;
    -- A part of a part names the table of that part.
    IF TG_NARGS > 1 THEN
        EXECUTE format('SELECT ARRAY(SELECT version_id FROM %%I WHERE id = ANY($1))',
                       TG_ARGV[1])
           INTO owners USING owners;
    END IF;
    PERFORM FROM tolerance_scheme_version WHERE id = ANY(owners) FOR SHARE;
    IF EXISTS (SELECT FROM tolerance_scheme_version
                WHERE id = ANY(owners) AND state <> 'draft') THEN
        %(refuse)s;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
"""

# The version itself: a draft, then published, then withdrawn; nothing but the
# state and the day of withdrawal changes after publication.
VERSION = """
DECLARE
    free text[] := %(log)s || ARRAY['state', 'withdrawn_on'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN
            RETURN OLD;
        END IF;
    ELSIF OLD.state = 'draft' THEN
        IF NEW.state IN ('draft', 'published') THEN
            RETURN NEW;
        END IF;
    ELSIF to_jsonb(OLD) - free = to_jsonb(NEW) - free
        AND (NEW.state = OLD.state AND NEW.withdrawn_on IS NOT DISTINCT FROM
             OLD.withdrawn_on OR NEW.state = 'withdrawn' AND OLD.state = 'published')
    THEN
        RETURN NEW;
    END IF;
    %(refuse)s;
END
"""
