"""The shape of what people send; each form turns into a typed command for a service."""
