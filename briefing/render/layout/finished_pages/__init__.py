"""Facts about pages that are laid out."""
