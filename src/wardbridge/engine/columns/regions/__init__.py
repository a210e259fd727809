"""Large rounds by region: parts that share few departments, prices on what they share, plans of the parts joined."""
