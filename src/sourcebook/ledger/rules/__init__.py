"""The rules that propose statements, a file a kind, one function a construction; their words are data beside them."""
