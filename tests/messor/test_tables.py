"""Tables on a terminal of 80 columns: nothing is broken over lines, nothing is lost."""

import fcntl
import os
import pty
import struct
import sys
import termios

HEADS = ("source", "run", "state", "added", "changed", "same", "unseen", "gone", "findings", "message")
CODE = """
from messor.tables import show_table
show_table({heads!r}, {rows!r}, title="Runs")
"""


def on_a_terminal(rows, columns=80, heads=HEADS):
    """Print a table in a process whose stdout is a terminal; give the lines."""
    number, terminal = pty.fork()
    if number == 0:
        os.environ["TERM"] = "dumb"
        os.environ.pop("COLUMNS", None)
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.execv(sys.executable, [sys.executable, "-c", CODE.format(heads=heads, rows=rows)])
    read = b""
    try:
        while more := os.read(terminal, 4096):
            read += more
    except OSError:  # Linux says so when the other end has closed
        pass
    os.waitpid(number, 0)
    os.close(terminal)
    return [line.rstrip() for line in read.decode().splitlines() if line.strip()]


def test_a_healthy_harvest_is_a_table_of_one_line_a_source():
    lines = on_a_terminal([("procancer-i", 1, "complete", 6, 0, 0, 0, 0, 1243, "")])
    assert len(lines) == 4
    assert lines[1].split() == list(HEADS[:-1])
    assert lines[3].split() == ["procancer-i", "1", "complete", "6", "0", "0", "0", "0", "1,243"]


def test_a_long_message_follows_whole_below_the_table():
    message = "found connection refused, expected a server that accepts a connection. Try again later."
    lines = on_a_terminal(
        [("clinic", 1, "failed", 0, 0, 0, 0, 0, 1, message), ("b", 2, "complete", *[0] * 6, "")]
    )
    assert all(len(line) <= 80 for line in lines[:5])
    assert " ".join(lines[5:]) == f"clinic  message: {message}"


def test_what_a_program_reads_is_one_line_a_row_with_every_column(capsys):
    from messor.tables import show_table

    show_table(("a", "b"), [("x", None), ("two\nlines", 3)])
    assert capsys.readouterr().out == "a\tb\nx\t\ntwo lines\t3\n"
