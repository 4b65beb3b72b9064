"""One module for each page: it reads the address, asks the library, and renders."""
