"""Parts of a document that are laid out, as bytes."""
