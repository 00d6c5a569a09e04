"""What must not leave: profiles of who may see what, words withheld from text, and redacted copies of documents."""
