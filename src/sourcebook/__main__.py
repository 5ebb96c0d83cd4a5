"""`python -m sourcebook` is the command `sourcebook`."""

from .cli import main

if __name__ == "__main__":
    main()
