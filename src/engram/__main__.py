"""`engram` and `python -m engram`."""

import sys

from engram.app import main

if __name__ == "__main__":
    sys.exit(main())
