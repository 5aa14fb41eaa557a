"""Composed text as blocks, the same for every format: annexes, scheme box, change list."""
