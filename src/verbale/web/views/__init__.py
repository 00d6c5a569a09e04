"""One file for each kind of page: what it shows, from the register, and what its forms do."""
