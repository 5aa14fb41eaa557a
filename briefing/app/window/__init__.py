"""The frame of one window: builds and connects its parts."""
