"""From mentions to a communication and its claims."""
