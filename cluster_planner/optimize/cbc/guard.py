"""Run another program that ends when nobody waits for it any more; a script of its own.

`python guard.py PROGRAM ARGUMENT…`: a line on stdin asks the program to end with what it has, and
a stdin that closes, because the parent is gone or wants no answer, kills it. Works wherever pipes
do, so that no system call of one platform is needed. Imports nothing of the package: it starts in
milliseconds.
"""

import os
import signal
import subprocess
import sys
import threading


def main(command: list[str]) -> int:
    """Run the command to its end. Returns its exit code."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        threading.Thread(target=_listen, args=(child,), daemon=True).start()
        return child.wait()


def _listen(child: "subprocess.Popen[bytes]") -> None:
    if sys.stdin.readline():
        child.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        sys.stdin.read()
    child.kill()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C of a terminal is for the parent
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code & 0xFF)  # the listening thread may still hold stdin
