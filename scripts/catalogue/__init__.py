"""Message catalogues: find the texts of each package, merge them into its `.po` files, check and compile them."""
