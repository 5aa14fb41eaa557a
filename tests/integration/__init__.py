"""Tests of several parts together: the window, rendering, worker processes."""
