"""The demonstration: the whole chain on the sample round, by the platform's own verbs."""
