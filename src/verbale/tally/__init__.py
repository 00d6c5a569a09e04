"""How many persons, inside each claimant's own account, so that nobody is counted twice; and how the accounts stand to each other."""
