"""`python -m verbale`: the command line."""

from verbale.cli.main import main

if __name__ == "__main__":
    main()
