"""What leaves the register: readings, tables, texts."""
