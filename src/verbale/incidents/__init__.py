"""Linked claims of many documents: which make one incident, who says what of it, from how many sources. No facts of their own."""
