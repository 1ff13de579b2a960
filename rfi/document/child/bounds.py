"""Bounds of the process that reads files (trust G3, G17)."""

MAX_SECONDS = 30
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
# A value of so many bytes takes some eight times as much as objects: the server may grow by 50 MB.
MAX_VALUE_BYTES = 6 * 1024 * 1024
# A new process after so many files, in case something of each stays behind. [ours]
MAX_FILES = 300
# How often the server looks at the memory of the process while it waits. [ours]
WATCH_SECONDS = 0.05
# What a pipe may hold between the two: as much as a process may ask for. [ours]
PIPE_BYTES = 1024 * 1024
