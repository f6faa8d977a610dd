"""Read only: functions of a session."""
