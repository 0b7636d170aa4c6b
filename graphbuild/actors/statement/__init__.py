"""What is stated of who takes part: roles, signing, participations."""
