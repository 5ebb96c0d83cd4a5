"""What several texts have in common, and where they differ."""
