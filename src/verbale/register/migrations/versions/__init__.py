"""One file a revision of the register's schema."""
