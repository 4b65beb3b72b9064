"""How the application is put together: settings, URLs, the server."""
