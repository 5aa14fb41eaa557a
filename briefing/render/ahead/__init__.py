"""Parts of a long document that a second process lays out while the first is on its way to them."""
