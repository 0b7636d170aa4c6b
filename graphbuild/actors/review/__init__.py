"""What is left for the user to judge, and the judgements read back."""
