"""The ledger of an archive in the reading room: its entries, actors, what entries show side by side, decisions."""
