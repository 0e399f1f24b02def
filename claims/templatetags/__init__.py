"""Tags of the public pages: what machines read in them."""
