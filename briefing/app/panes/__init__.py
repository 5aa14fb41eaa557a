"""The five panes of a window; none imports another."""
