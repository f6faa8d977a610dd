"""Who said what: cues, clauses, subjects and names, read sentence by sentence."""
