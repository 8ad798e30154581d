"""Who gets in: logging in, the second factor, invitations, roles, the end of an account."""
