"""Does what a page shows, and complains where something else happens: page.py ASLC PAGE. Files and consoles as in error-pages.py."""

import difflib
import importlib.util
import os
import sys

sys.dont_write_bytecode = True  # the sources stay as they are
spec = importlib.util.spec_from_file_location("error_pages", os.path.join(os.path.dirname(os.path.abspath(__file__)), "error-pages.py"))
error_pages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(error_pages)

aslc, path = sys.argv[1:]
with open(path) as file:
    shown = file.read()
done = error_pages.perform(shown, os.path.abspath(aslc))
sys.stdout.writelines(difflib.unified_diff(shown.splitlines(True), done.splitlines(True), "shown", "done"))
sys.exit(shown != done)
