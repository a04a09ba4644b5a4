"""What tests ask about programs that are no children of theirs."""
import time


def lives(pid):
    """Whether a process has not ended. One that has may still be there, until whoever takes in orphans waits for it, seconds later."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(pid, seconds=10):
    """Whether it has ended within this time."""
    deadline = time.time() + seconds
    while lives(pid) and time.time() < deadline:
        time.sleep(0.01)
    return not lives(pid)
