"""What `make setup` builds into the package: the browser's parts and the message catalogues."""
