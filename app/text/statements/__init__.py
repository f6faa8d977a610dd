"""Who did what to which claim: denied, repeated, retracted it; proposals for a person."""
