"""Ends well without having started any run."""

print("nothing to do today")
