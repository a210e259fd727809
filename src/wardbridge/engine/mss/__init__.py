"""The Medical Student Scheduling problem (Akbarzadeh & Maenhout 2021), the public form of what this engine does."""
