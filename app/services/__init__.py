"""Every state change and every permission check.

A service has five beats: load, may they, is it whole, change, move and record.
"""
