"""What words of quantity are worth, by a named policy."""
