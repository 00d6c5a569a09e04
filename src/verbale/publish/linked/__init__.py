"""Readings in the forms of linked data: web annotations, provenance, FollowTheMoney, Akoma Ntoso, a feed. What each cannot hold is told."""
