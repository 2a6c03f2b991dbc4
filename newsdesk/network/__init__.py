"""What goes over the network, and only when a person asks for it."""
