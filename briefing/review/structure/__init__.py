"""The structure of a text by its dependency parse: who states what, and which words govern which clause."""
