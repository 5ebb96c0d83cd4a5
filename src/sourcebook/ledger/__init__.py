"""The ledger: who said, held, promised and expected what of whom, when, as told by whom; each entry with its words."""
