"""Instances of variable fonts: how they are made and kept."""
