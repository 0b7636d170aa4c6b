"""Which agreements, participations and actors a network rests on."""
