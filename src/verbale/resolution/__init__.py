"""Which documents the letters of a register cite, and how letters follow and answer each other."""
