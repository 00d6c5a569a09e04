"""What a register holds as tables, declared once in `tables.toml`; every file format and description is made of that declaration."""
