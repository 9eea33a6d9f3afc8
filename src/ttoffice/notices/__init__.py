"""Notices, objections and reviews: one mechanism for price, finding and internal rule."""
