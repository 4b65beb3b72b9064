"""Files sent by a browser: kept, looked at, mapped as a person corrects it, and imported."""
