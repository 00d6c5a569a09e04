"""Every act of the program as a function: wires configuration, register and stages; what the command line calls."""
