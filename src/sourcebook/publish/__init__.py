"""Archive → what others can use: references in citation styles and formats."""
