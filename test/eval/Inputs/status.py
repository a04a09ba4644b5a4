"""Runs a command and fails unless it ends with the exit code given first: `status.py 2 aslc explain X`."""
import subprocess
import sys

status = subprocess.run(sys.argv[2:]).returncode
sys.exit(status != int(sys.argv[1]) and f"exit code {status}")
