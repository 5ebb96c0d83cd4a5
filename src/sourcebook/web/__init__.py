"""The reading room: an archive in a browser, read-only, without JavaScript where need be."""
