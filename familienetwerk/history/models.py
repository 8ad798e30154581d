"""What every row of a case was, from its first version to its last. Tables that only triggers write."""

from familienetwerk.history.tracking import keep_versions

EVENT_MODELS = list(keep_versions())
