"""The ledger: who said, held, promised and expected what of whom, when, as told by whom; each entry with the words that carry it."""
