"""Clients of the processes that read texts: spelling and parser."""
