"""What the database itself keeps of sessions, rolls and ballots."""
