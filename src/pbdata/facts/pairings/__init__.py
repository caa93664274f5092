"""Ties between helpers and helped, with one row for each end."""
