"""What each check looks at and finds; the table of all of them is ``domain.checks``."""
