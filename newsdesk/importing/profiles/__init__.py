"""Files of profiles: tables, vCards, and the users of other systems."""
