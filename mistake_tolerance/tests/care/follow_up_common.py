from freezegun import freeze_time

from .common_care import CareCase

START = "2026-04-01 02:00:00"
AFTER = "2027-04-05 02:00:00"


class FollowUpCase(CareCase):
    """A follow-up of the officer at each of its stages."""

    def start(self, kind="exempt", **values):
        with freeze_time(START):
            return self._decide(kind, **values).follow_up_ids

    def run_through(self):
        """Return a follow-up whose year is over, with every talk held."""
        with freeze_time(START):
            follow_up = self.make_running()
        for talk in self.as_user("colleague", follow_up.talk_ids):
            with freeze_time(f"{talk.planned_on} 02:00:00"):
                talk.write({"held_on": talk.planned_on, "topics": "How it goes."})
                talk.action_record()
        with freeze_time(AFTER):
            self.run_cron("ir_cron_end_follow_ups")
        return follow_up
