"""The statements behind the store, a module for each table; nobody else calls them."""
