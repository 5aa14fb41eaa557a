"""The row above the panes: the switch between the sides, and the toolbar of each."""
