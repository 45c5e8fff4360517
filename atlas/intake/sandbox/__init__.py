"""Untrusted files are read in a child process that contains excessive memory, time and crashes.

``reading`` has what the atlas asks of a file, ``limits`` says what a reader may use, ``jobs`` what
it does, ``warm`` keeps a process from which ``forks`` makes each reader, ``child`` is what runs
there, ``parent`` asks and waits, ``packing`` carries the answer. Whoever holds a stranger's file
calls ``reading`` only.
"""
