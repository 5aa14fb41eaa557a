"""Lists with several columns, which their headings sort by mouse and keyboard."""
